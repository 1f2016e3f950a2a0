import { readFileSync, readdirSync } from 'node:fs';
import type { Installation } from '@gouji/local/installation';

const TICK_MS = 10;
const services = [['postgres', /postgres/], ['redis', /redis|valkey/], ['s3', /storageServer/], ['gateway', /gatewayProcess/]] as const;

/** Processor time (user and system, ms) that each app and service of an installation has used, all its processes together. */
export function processorTime(installation: Installation): Record<string, number> {
  const apps = new Map(installation.processes.map((process) => [process.pid(), process.app]));
  const used: Record<string, number> = {};
  for (const { pid, command, ticks } of descendantsOf(process.pid)) {
    const name = apps.get(pid) ?? services.find(([, pattern]) => pattern.test(command))?.[0];
    if (name !== undefined) used[name] = (used[name] ?? 0) + ticks * TICK_MS;
  }
  return used;
}

/** What was used between two readings, per report, in ms with two decimals; `all` is the sum. */
export function perReport(before: Record<string, number>, after: Record<string, number>, reports: number): Record<string, number> {
  const each = Object.entries(after).map(([name, ms]) => [name, (ms - (before[name] ?? 0)) / reports] as const);
  const all = each.reduce((sum, [, ms]) => sum + ms, 0);
  return Object.fromEntries([...each, ['all', all] as const].map(([name, ms]) => [name, Math.round(ms * 100) / 100]));
}

function descendantsOf(root: number): { pid: number; command: string; ticks: number }[] {
  const all = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).flatMap((entry) => {
    try {
      // The name in brackets may hold blanks; what follows it is numbers.
      const fields = readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return [{ pid: Number(entry), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]), command: readFileSync(`/proc/${entry}/cmdline`, 'utf8') }];
    } catch {
      return []; // It ended while we looked.
    }
  });
  const found = new Set([root]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => pid !== root && found.has(pid));
}
