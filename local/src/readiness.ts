import { setTimeout as sleep } from 'node:timers/promises';

/** Asks `url` until it answers 2xx. False when `until` says it never will, or the time is over. */
export async function waitForHttp(url: string, { timeoutMs, until = () => false }: { timeoutMs: number; until?: () => boolean }): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!until() && Date.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      await response.arrayBuffer();
      if (response.ok) return true;
    } catch {
      // Nobody listens yet.
    }
    await sleep(50);
  }
  return false;
}
