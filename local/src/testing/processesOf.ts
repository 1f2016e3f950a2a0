import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Every other living process whose command line, environment or working folder names `dir`. */
export function processesOf(dir: string): string[] {
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid).flatMap((pid) => {
    const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
    const isZombie = / Z /.test(read(`/proc/${pid}/stat`).slice(0, 64));
    const names = command.includes(dir) || read(`/proc/${pid}/environ`).includes(dir) || workingFolder(pid).startsWith(dir);
    return names && !isZombie ? [`${pid} ${command}`] : [];
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
