import { createServer } from 'node:net';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether something can listen on this port now. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * Below the range from which the system draws the ports of outgoing connections: there, while an app restarts, a connection
 * could take its port for as long as it stays open.
 */
const firstPort = 20_000;
const lastPort = 32_000;
const given = new Set<number>();

/** A port on 127.0.0.1 that nobody listens on and that this process has not been given before. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    const port = firstPort + Math.floor(Math.random() * (lastPort - firstPort));
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port between ${firstPort} and ${lastPort} was found in a thousand tries.`);
}

/** The port `name` had last time under `dir`, if still free, else a new one, which is remembered. */
export async function rememberedPort(dir: string, name: string): Promise<number> {
  const file = join(dir, 'run', `${name}.port`);
  const last = Number(readOr(file, '0'));
  if (Number.isInteger(last) && last > 0 && last < 65_536 && (await isFree(last))) return last;
  const port = await freePort();
  mkdirSync(join(dir, 'run'), { recursive: true });
  writeFileSync(file, String(port));
  return port;
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
