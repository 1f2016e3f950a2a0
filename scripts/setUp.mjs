/**
 * What every command of the project needs before it can do its work: the packages and the compiled output. Plain JavaScript without
 * dependencies for Node 20 and newer, because nothing else is there yet.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = dirname(dirname(fileURLToPath(import.meta.url)));

const oldestNode = 20;

/** A problem that a person can solve; its sentences are printed without a stack. */
export class SetUpProblem extends Error {}

/** Chinese first, then English. */
export const say = (zh, en) => console.log(`▸ ${zh}  ${en}`);

/**
 * Installs and builds what is missing or has changed; does nothing, quickly, when nothing has.
 *
 * @param options.tests whether the tests of the whole are compiled too; starting the project does not depend on them
 * @returns the path of the Node to run the project with.
 * @throws SetUpProblem
 */
export async function setUp({ tests = false } = {}) {
  checkNode();
  checkRights();
  if (!packagesAreInstalled()) await installPackages();
  const node = await projectNode();
  await build(node, tests);
  return node;
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldestNode) return;
  throw new SetUpProblem(`本机的 Node.js 是 ${process.versions.node}，需要 ${oldestNode} 或更新的版本。\nThis machine has Node.js ${process.versions.node}; version ${oldestNode} or newer is needed.`);
}

function checkRights() {
  try {
    accessSync(project, constants.W_OK | constants.X_OK);
  } catch {
    throw new SetUpProblem(`当前用户没有写入 ${project} 的权限。请把项目放到自己可写的文件夹，或修改文件夹的所有者。\nYou may not write to ${project}. Put the project in a folder of your own, or change the folder's owner.`);
  }
}

/** Whether `node_modules` holds what package-lock.json says: npm keeps a list of what it installed, which is compared with it. */
export function packagesAreInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(join(project, 'node_modules', '.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
      const there = installed[path];
      // An optional package that is absent is one for another platform.
      if (there === undefined) return entry.optional === true || entry.devOptional === true || entry.peer === true;
      return there.version === entry.version && there.integrity === entry.integrity && there.link === entry.link;
    });
  } catch {
    return false;
  }
}

async function installPackages() {
  say('安装依赖（首次约需一两分钟）…', 'Installing packages (a minute or two the first time)…');
  const { code, output } = await run(npmCommand(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']));
  if (code === 0) return;
  const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network/i.test(output);
  throw new SetUpProblem(
    offline
      ? '安装依赖时连不上 npm 软件源。请检查网络、代理或镜像设置（npm config get registry）后重试。\nThe npm registry could not be reached. Check the network, the proxy or the mirror (npm config get registry) and try again.'
      : `安装依赖失败（npm ci，退出码 ${code}），原因见上。\nInstalling the packages failed (npm ci, exit code ${code}); the reason is above.`,
  );
}

/** npm as we were started by it, or as found on PATH. */
function npmCommand(args) {
  const npm = process.env.npm_execpath;
  return npm !== undefined && /npm-cli\.[cm]?js$/.test(npm) ? [process.execPath, npm, ...args] : ['npm', ...args];
}

/** Node 24 from `node_modules`, so that the machine's own may be older. Where it cannot be had, the machine's own if new enough. */
async function projectNode() {
  const packaged = join(project, 'node_modules', 'node', 'bin', 'node');
  if (answers(packaged)) return packaged;
  // Its install script fetches the binary; with install scripts disabled it has not run.
  say('获取 Node.js 24…', 'Fetching Node.js 24…');
  await run([process.execPath, 'installArchSpecificPackage.js'], { cwd: join(project, 'node_modules', 'node') });
  if (answers(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new SetUpProblem('无法取得 Node.js 24（npm 包 node），而本机的 Node.js 较旧。请安装 Node.js 24 后重试。\nNode.js 24 (the npm package "node") could not be fetched, and this machine\'s own is older. Install Node.js 24 and try again.');
}

const answers = (node) => existsSync(node) && spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v2') === true;

async function build(node, tests) {
  const stamp = join(project, 'node_modules', '.gouji-build.json');
  const references = JSON.parse(readFileSync(join(project, 'tsconfig.json'), 'utf8')).references.map(({ path }) => path);
  const parts = references.filter((path) => tests || path !== 'tests');
  const compiled = tests ? 'compiledWithTests' : 'compiled';
  const now = { [compiled]: fingerprint(['libs', 'apps', 'local', ...(tests ? ['tests'] : []), 'tsconfig.json', 'tsconfig.base.json', 'package-lock.json']), console: fingerprint(['apps/console', 'libs/domain', 'package-lock.json']) };
  const last = readStamp(stamp);
  if (now[compiled] !== last[compiled] || !existsSync(join(project, 'local', 'dist', 'start.js'))) {
    say('编译…', 'Compiling…');
    removeStaleTests();
    const { code } = await run([node, join(project, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', ...parts]);
    if (code !== 0) throw new SetUpProblem('编译失败，原因见上。\nCompiling failed; the reason is above.');
    last[compiled] = now[compiled];
    writeFileSync(stamp, JSON.stringify(last));
  }
  if (existsSync(join(project, 'apps', 'console', 'vite.config.js')) && (now.console !== last.console || !existsSync(join(project, 'apps', 'console', 'dist', 'index.html')))) {
    say('构建控制台页面…', 'Building the console…');
    const { code } = await run([node, join(project, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], { cwd: join(project, 'apps', 'console') });
    if (code !== 0) throw new SetUpProblem('控制台页面构建失败，原因见上。\nBuilding the console failed; the reason is above.');
    last.console = now.console;
    writeFileSync(stamp, JSON.stringify(last));
  }
}

function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

const notSources = new Set(['node_modules', 'dist', 'compiled', '.data', 'coverage', 'artifacts']);

/** Changes when a source file is added, removed or written. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (!stat.isDirectory()) return void hash.update(`${relative(project, path)}\0${stat.size}\0${stat.mtimeMs}\n`);
    for (const entry of readdirSync(path).sort()) if (!notSources.has(entry)) visit(join(path, entry));
  };
  for (const path of paths) visit(join(project, path));
  return hash.digest('hex');
}

/** tsc leaves the output of sources that are gone; a test among them would still be run. */
function removeStaleTests() {
  const visit = (folder, source) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path, join(source, entry.name));
      else if (/\.test\.js$/.test(entry.name) && !['ts', 'tsx'].some((ending) => existsSync(join(source, entry.name.replace(/js$/, ending))))) rmSync(path);
    }
  };
  const packages = ['libs', 'apps'].flatMap((group) => readdirSync(join(project, group)).map((name) => join(project, group, name)));
  for (const folder of [...packages, join(project, 'local'), join(project, 'tests')]) {
    for (const output of ['dist', 'compiled/dist']) if (existsSync(join(folder, output))) visit(join(folder, output), join(folder, 'src'));
  }
}

/** Runs a command to its end, showing its output and keeping the end of it. A command that cannot be started counts as failed. */
export function run([command, ...args], { cwd = project, env = process.env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (to) => (chunk) => {
      output = (output + chunk).slice(-20_000);
      to.write(chunk);
    };
    child.stdout.on('data', keep(process.stdout));
    child.stderr.on('data', keep(process.stderr));
    child.once('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Prints a problem as its sentences, and anything else with its stack. */
export function report(problem) {
  if (problem instanceof SetUpProblem) console.error(`✗ ${problem.message}`);
  else console.error(problem);
}

/** A folder for what a command leaves behind to be looked at. */
export function artifacts() {
  const folder = join(project, 'artifacts');
  mkdirSync(folder, { recursive: true });
  return folder;
}
