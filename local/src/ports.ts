import { createServer } from 'node:net';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether something can listen on this port now. `port` 0 is always free. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A port nobody listens on at this moment, on 127.0.0.1. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('A listening socket has no port.'))));
    });
  });
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
