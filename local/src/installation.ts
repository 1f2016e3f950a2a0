import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBackingServices, type BackingServices, type ExternalServices, type QueueKind } from './backingServices.js';
import { childEnvironment } from './environment.js';
import { tailOf } from './logs.js';
import { freePort, isFree } from './ports.js';
import { startProcess } from './processes.js';
import { waitForHttp } from './readiness.js';
import { SetupError } from './setupError.js';
import { supervise, type Supervised, type SupervisorEvent } from './supervisor.js';

export const appNames = ['ingest', 'validate', 'review', 'publish'] as const;
export type AppName = (typeof appNames)[number];

/** The programs of an installation, as paths of JavaScript files. */
export type Programs = {
  app(name: AppName): string;
  /** Brings the database and the buckets up to date; run to its end before the apps start. */
  migrate?: string;
  /** Demonstration bodies and accounts; run to its end after `migrate` where `seed` is asked for. */
  seed?: string;
};

export type InstallationOptions = {
  queue: QueueKind;
  /** The data folder. Without one, a temporary folder that `stop` removes. */
  dir?: string;
  /** How many processes of each app; one each unless said otherwise. */
  apps?: Partial<Record<AppName, number>>;
  /** The port of the gateway; 0, the default, takes a free one. */
  port?: number;
  host?: string;
  seed?: boolean;
  external?: ExternalServices;
  /** Further environment of every app. */
  env?: Record<string, string>;
  programs?: Programs;
  /** Told what happens: an app became ready, or ended and is started again. */
  watch?: (event: SupervisorEvent) => void;
  /** Told, in Chinese and English, what is being done. */
  progress?: (zh: string, en: string) => void;
};

export type Installation = {
  /** Where everything is reached, without a final slash. */
  baseUrl: string;
  dir: string;
  services: BackingServices;
  /** Each running process of an app, and its own address past the gateway. */
  processes: readonly (Supervised & { app: AppName; url: string })[];
  /** What an app is told; for running a program of the project against this installation. */
  env: Record<string, string>;
  /** Ends one process of an app, chosen at random, without warning. It is started again by itself. */
  kill(app: AppName, signal?: NodeJS.Signals): Promise<void>;
  /** Waits until every process is ready again. @throws after two minutes */
  whenReady(): Promise<void>;
  /** Runs a program of the project to its end. @throws SetupError when it fails, with the end of its log */
  run(name: string, file: string, args?: string[]): Promise<void>;
  restartPostgres(how?: 'fast' | 'crash'): Promise<void>;
  wipeQueue(): Promise<void>;
  /** Stops the gateway, drains the apps (at most `graceMs`, 20 s unless said otherwise), then stops the services. No process is left. */
  stop(options?: { remove?: boolean; graceMs?: number }): Promise<void>;
};

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The project's own programs. */
export const ownPrograms: Programs = {
  app: (name) => join(project, 'apps', name, 'dist', 'main.js'),
  migrate: join(project, 'libs/platform/dist/database/migrate.js'),
  seed: join(project, 'apps/review/dist/seedDemo.js'),
};

/**
 * Starts everything: services, migrations, demonstration data where asked for, every app, and the gateway before them.
 *
 * @throws SetupError, with everything stopped again.
 */
export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const { queue, external = {}, apps = {}, host = '127.0.0.1', seed = false, programs = ownPrograms, watch, progress = () => undefined } = options;
  const port = options.port || (await freePort());
  const dir = options.dir ?? temporaryFolder();
  mkdirSync(dir, { recursive: true });
  progress('启动 PostgreSQL、对象存储和队列…', 'Starting PostgreSQL, the object store and the queue…');
  const services = await startBackingServices({
    dir,
    queue,
    external,
    // Not earlier: what a killed runner left in this folder may still hold the port.
    async before() {
      if (!(await isFree(port, host))) throw portTaken(port);
    },
  });
  const baseUrl = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
  const env = { ...services.env, HOST: '127.0.0.1', PUBLIC_URL: process.env.PUBLIC_URL ?? baseUrl, ...options.env };
  const run = (name: string, file: string, args: string[] = []) => runToEnd({ dir, name, file, args, env });
  const processes: (Supervised & { app: AppName; url: string })[] = [];
  let gateway: Supervised | undefined;

  const stop = async ({ remove = options.dir === undefined, graceMs }: { remove?: boolean; graceMs?: number } = {}) => {
    await gateway?.stop(3_000);
    await Promise.all(processes.map((process) => process.stop(graceMs)));
    await services.stop({ remove });
  };

  try {
    progress('更新数据库结构，准备演示机关和账户…', 'Migrating the database, preparing demo bodies and accounts…');
    if (programs.migrate !== undefined) await run('migrate', programs.migrate);
    if (seed && programs.seed !== undefined) await run('seed', programs.seed);
    progress('启动 ingest、validate、review、publish…', 'Starting ingest, validate, review and publish…');
    const plans = appNames.flatMap((app) => Array.from({ length: apps[app] ?? 1 }, (_, index) => ({ app, name: index === 0 ? app : `${app}.${index + 1}` })));
    const starting = plans.map(async ({ app, name }) => {
      const own = await freePort();
      const url = `http://127.0.0.1:${own}`;
      const plan = { name, dir, command: process.execPath, args: [programs.app(app)], env: childEnvironment({ ...env, PORT: String(own) }), readyUrl: `${url}/readyz` };
      processes.push({ ...(await supervise(plan, watch)), app, url });
    });
    const failed = (await Promise.allSettled(starting)).find((start) => start.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    const of = (app: AppName) => processes.filter((process) => process.app === app).map(({ url }) => url);
    const upstreams = { ingest: of('ingest'), review: of('review'), publish: of('publish') };
    gateway = await supervise(
      {
        name: 'gateway',
        dir,
        command: process.execPath,
        args: [fileURLToPath(new URL('./gatewayProcess.js', import.meta.url))],
        env: childEnvironment({ HOST: host, PORT: String(port), UPSTREAMS: JSON.stringify(upstreams) }),
        readyUrl: `${baseUrl}/gateway/healthz`,
      },
      watch,
    );
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    baseUrl,
    dir,
    services,
    processes,
    env,
    run,
    stop,
    restartPostgres: (how) => services.restartPostgres(how),
    wipeQueue: () => services.wipeQueue(),
    async kill(app, signal) {
      const alive = processes.filter((process) => process.app === app && process.pid() !== undefined);
      await alive[Math.floor(Math.random() * alive.length)]?.kill(signal);
    },
    async whenReady() {
      // Longer than one hung start, which the supervisor ends after a minute.
      const deadline = Date.now() + 120_000;
      for (const process of processes) {
        // Asked anew: an app that was ready may have lost a service since.
        const isReady = await waitForHttp(`${process.url}/readyz`, { timeoutMs: deadline - Date.now() });
        if (!isReady) throw new Error(`${process.name} is not ready after two minutes; its log is ${process.logFile() ?? 'not there'}.`);
      }
    },
  };
}

/** A folder for an installation that is thrown away, which the account lent to PostgreSQL can pass through. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-'));
  chmodSync(folder, 0o711);
  return folder;
}

async function runToEnd({ dir, name, file, args, env }: { dir: string; name: string; file: string; args: string[]; env: Record<string, string> }): Promise<void> {
  const running = await startProcess({ name, dir, command: process.execPath, args: [file, ...args], env: childEnvironment(env) });
  const { code } = await running.ended;
  if (code === 0) return;
  throw new SetupError('step-failed', {
    zh: `“${name}”这一步没有成功，其日志（${running.logFile}）的最后几行是：\n${tailOf(running.logFile)}`,
    en: `The step "${name}" failed; the end of its log (${running.logFile}) is above.`,
  });
}

export const portTaken = (port: number) =>
  new SetupError('port-taken', {
    zh: `端口 ${port} 已被其他程序占用。请换一个端口，例如：PORT=${port + 1} npm start`,
    en: `Port ${port} is taken by another program. Choose another, for example: PORT=${port + 1} npm start`,
  });
