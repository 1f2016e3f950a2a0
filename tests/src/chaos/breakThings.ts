import type { AppName, Installation } from '@gouji/local/installation';

export interface Broken { kills: number; wipes: number; restarts: number }

const apps: readonly AppName[] = ['ingest', 'validate', 'review', 'publish'];

/**
 * Breaks an installation until told to stop: a randomly chosen app process is killed every `everyMs`, the whole queue is
 * wiped once and PostgreSQL is restarted once on the way.
 */
export function breakThings(installation: Installation, options: { kills: number; everyMs: number }): { broken: Broken; done: Promise<Broken> } {
  const broken: Broken = { kills: 0, wipes: 0, restarts: 0 };
  const done = (async () => {
    while (broken.kills < options.kills) {
      await new Promise((resolve) => { setTimeout(resolve, options.everyMs * (0.5 + Math.random())); });
      const app = apps[Math.floor(Math.random() * apps.length)] ?? 'validate';
      await installation.kill(app, 'SIGKILL');
      broken.kills += 1;
      if (broken.kills === Math.floor(options.kills / 3)) {
        await installation.wipeQueue();
        broken.wipes += 1;
      }
      if (broken.kills === Math.floor((options.kills * 2) / 3)) {
        await installation.restartPostgres();
        broken.restarts += 1;
      }
    }
    return broken;
  })();
  return { broken, done };
}
