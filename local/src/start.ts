/**
 * The program of `npm start`: everything up, the five sample reports taken through, then it stays.
 * `--once` stops after the table, with 0 when every report ended where it should, else 1.
 */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoAccounts, DEMO_PASSWORD } from '@gouji/review/demo/demoBodies';
import { endClaimed } from './claim.js';
import { demoTable, runDemo } from './demo.js';
import { startInstallation, type Installation } from './installation.js';
import { followErrors } from './logs.js';
import { SetupError } from './setupError.js';
import { startOptions, type StartOptions } from './startOptions.js';
import type { SupervisorEvent } from './supervisor.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
const dir = process.env.GOUJI_DATA ?? join(project, '.data');
let installation: Installation | undefined;

const say = (zh: string, en: string) => console.log(`▸ ${zh}  ${en}`);

endOnSignals();
try {
  const options = startOptions(process.argv.slice(2), process.env);
  // The channel to scripts/start.mjs would keep an idle process alive.
  process.exit(await start(options));
} catch (error) {
  if (error instanceof SetupError) console.error(`✗ ${error.sentences.zh}\n  ${error.sentences.en}`);
  else console.error(error);
  await endClaimed(dir, 5_000);
  process.exit(1);
}

/** @returns the exit code of `--once`; otherwise it stays up, and the end comes by a signal. */
async function start({ once, port, host, queue, external }: StartOptions): Promise<number> {
  makeDataFolder();
  const began = Date.now();
  const up = await startInstallation({ dir, queue, port, host, external, seed: true, watch: tell, progress: say });
  installation = up;
  const stopFollowing = followErrors(() => up.processes.flatMap((process) => process.logFile() ?? []), (line) => console.error(`! ${line}`));
  say(`全部服务已就绪（${((Date.now() - began) / 1000).toFixed(1)} 秒，队列：${queue}）。`, `Everything is up (${((Date.now() - began) / 1000).toFixed(1)} s, queue in ${queue}).`);

  say('五份真实年报：上传、校验、审核、签发、公开…', 'Taking the five reports from upload to publication…');
  const rows = await runDemo({ baseUrl: up.baseUrl, samples: join(project, 'samples'), password: DEMO_PASSWORD, timeoutMs: 120_000 });
  console.log(`\n${demoTable(rows)}\n`);
  const asTheyShould = rows.every((row) => row.asItShould);
  if (!asTheyShould) console.error(`✗ 有年报没有到达应有的状态，日志见 ${join(dir, 'logs')}。\n  A report did not end where it should; the logs are in ${join(dir, 'logs')}.`);
  if (once) {
    stopFollowing();
    await up.stop();
    return asTheyShould ? 0 : 1;
  }
  const names = demoAccounts.map(({ username }) => username);
  console.log(
    [
      `公开网站 Public site   ${up.baseUrl}/`,
      `控制台   Console       ${up.baseUrl}/console/`,
      `接口文档 API           ${up.baseUrl}/api/docs`,
      `演示账户 Demo accounts ${names.filter((name) => name.startsWith('tieshan.')).join('、')}（机关 bodies: ${[...new Set(names.map((name) => name.split('.')[0]))].join('、')}）`,
      `密码     Password      ${DEMO_PASSWORD}`,
      `按 Ctrl-C 停止。数据保存在 ${dir}。  Ctrl-C stops everything; the data stay in ${dir}.`,
    ].join('\n'),
  );
  return new Promise<number>(() => setInterval(() => undefined, 60_000));
}

function makeDataFolder(): void {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK | constants.X_OK);
  } catch {
    throw new SetupError('no-right', {
      zh: `当前用户没有写入 ${dir} 的权限。它可能是用 root 身份启动时建立的：请改用那个用户，或修改它的所有者。`,
      en: `You may not write to ${dir}. It may have been made when Gouji was started as root: use that user again, or change the folder's owner.`,
    });
  }
}

function tell(event: SupervisorEvent): void {
  if (event.kind === 'ended') {
    const how = event.ending.signal ?? `exit code ${event.ending.code}`;
    console.error(`! ${event.name} 意外结束（${how}），即将重启；日志：${event.logFile}  It ended unexpectedly and is started again.`);
  } else if (event.kind === 'not-started') {
    console.error(`! ${event.name} 无法启动，稍后再试  It could not be started and is tried again: ${event.reason}`);
  } else if (event.restarts > 0) say(`${event.name} 已恢复。`, `It is back.`);
}

/**
 * The first signal drains and stops everything; a later one ends it at once. One Ctrl-C arrives several times, from the
 * terminal and from every npm in between, so signals within a second count as one.
 */
function endOnSignals(): void {
  let firstAt: number | undefined;
  const end = () => {
    const now = Date.now();
    if (firstAt !== undefined && now - firstAt < 1_000) return;
    const again = firstAt !== undefined;
    firstAt ??= now;
    if (again || installation === undefined) {
      say(again ? '立即停止…' : '正在停止…', again ? 'Stopping at once…' : 'Stopping…');
      void endClaimed(dir, again ? 1_000 : 5_000).then(() => process.exit(130));
      return;
    }
    say('正在停止：等待手头的工作完成…', 'Stopping: letting the apps finish what they hold…');
    void installation.stop().then(() => {
      say('已停止。', 'Stopped.');
      process.exit(0);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.on('disconnect', end);
  // A terminal that was closed can no longer be written to; that must not stop us from stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
