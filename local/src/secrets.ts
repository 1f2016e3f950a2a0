import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The passwords of one installation's own services: drawn once, kept in the data folder, readable by its owner only. */
export type Secrets = { postgresPassword: string; redisPassword: string; s3AccessKey: string; s3SecretKey: string };

const kept = z.object({ postgresPassword: z.string(), redisPassword: z.string(), s3AccessKey: z.string(), s3SecretKey: z.string() }).partial();

const names = ['postgresPassword', 'redisPassword', 's3AccessKey', 's3SecretKey'] as const satisfies readonly (keyof Secrets)[];

/** Reads the secrets under `dir`, drawing those that are not there yet. */
export function loadSecrets(dir: string): Secrets {
  const file = join(dir, 'secrets.json');
  const there = readKept(file);
  const secrets: Secrets = { postgresPassword: '', redisPassword: '', s3AccessKey: '', s3SecretKey: '' };
  for (const name of names) secrets[name] = there[name] ?? randomBytes(name === 's3AccessKey' ? 10 : 24).toString('hex');
  if (names.some((name) => there[name] === undefined)) writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
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
  return kept.parse(JSON.parse(text));
}
