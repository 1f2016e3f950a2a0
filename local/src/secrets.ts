import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The passwords of one installation's own services: drawn once, kept in the data folder, readable by its owner only. */
export type Secrets = { postgresPassword: string; redisPassword: string; s3AccessKey: string; s3SecretKey: string };

const names = ['postgresPassword', 'redisPassword', 's3AccessKey', 's3SecretKey'] as const satisfies readonly (keyof Secrets)[];

/** Reads the secrets under `dir`, drawing those that are not there yet. */
export function loadSecrets(dir: string): Secrets {
  const file = join(dir, 'secrets.json');
  const kept = readKept(file);
  const secrets: Secrets = { postgresPassword: '', redisPassword: '', s3AccessKey: '', s3SecretKey: '' };
  for (const name of names) secrets[name] = kept[name] ?? randomBytes(name === 's3AccessKey' ? 10 : 24).toString('hex');
  if (names.some((name) => kept[name] === undefined)) writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  chmodSync(file, 0o600);
  return secrets;
}

function readKept(file: string): Partial<Secrets> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {};
  }
  const content: unknown = JSON.parse(text);
  if (typeof content !== 'object' || content === null) return {};
  const entries = new Map<string, unknown>(Object.entries(content));
  return Object.fromEntries(names.flatMap((name) => {
    const value = entries.get(name);
    return typeof value === 'string' ? [[name, value]] : [];
  }));
}
