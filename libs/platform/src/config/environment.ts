import { z } from 'zod';

/**
 * Configuration comes from the environment and from nowhere else. Every variable has a sentence; all mistakes are
 * reported at once, then the program exits.
 */

const port = z.coerce.number().int().min(0).max(65535);
const size = z.coerce.number().int().positive();

/** Every variable that any app reads. An app's deployment sets the ones it needs; the rest have defaults. */
export const variables = {
  PORT: port.default(0).describe('The port this app listens on; 0 takes any free one.'),
  HOST: z.string().default('0.0.0.0').describe('The address this app listens on.'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('The PostgreSQL database, as a postgres:// address.'),
  DATABASE_POOL: size.default(10).describe('How many database connections this process may hold.'),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional().describe('The Redis or Valkey server for the queue; without it the queue lives in PostgreSQL.'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).describe('The S3-compatible object store.'),
  S3_ACCESS_KEY: z.string().min(1).describe('The access key of the object store.'),
  S3_SECRET_KEY: z.string().min(1).describe('The secret key of the object store.'),
  S3_REGION: z.string().default('us-east-1').describe('The region of the object store.'),
  S3_BUCKET_SOURCES: z.string().default('gouji-sources').describe('The private bucket of uploaded files.'),
  S3_BUCKET_PUBLIC: z.string().default('gouji-public').describe('The public bucket of published pages and data.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('How much is logged.'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:8080').describe('Where citizens reach the public site.'),
  UPLOAD_LIMIT_MB: z.coerce.number().positive().default(50).describe('The largest file that may be uploaded, in MB (1,048,576 bytes).'),
  WORKER_CONCURRENCY: size.default(8).describe('How many jobs one process works on at a time.'),
  READER_THREADS: size.default(1).describe('How many worker threads read documents.'),
  SWEEP_SECONDS: z.coerce.number().positive().default(30).describe('How long a job may be silent before the sweeper asks for it again, in seconds.'),
  SESSION_HOURS: z.coerce.number().positive().default(12).describe('How long a session lasts without use, in hours.'),
  DRAIN_SECONDS: z.coerce.number().positive().default(20).describe('How long a stopping process waits for running jobs, in seconds.'),
} as const;

export type VariableName = keyof typeof variables;
const environmentSchema = z.object(variables);
export type Environment = z.infer<typeof environmentSchema>;

export type EnvironmentOutcome = { ok: true; environment: Environment } | { ok: false; mistakes: string[] };

/** Reads all variables; an empty string counts as not set. Returns every mistake, each as a sentence that names the variable. */
export function readEnvironment(source: Record<string, string | undefined>): EnvironmentOutcome {
  const given = Object.fromEntries(Object.keys(variables).map((name) => [name, source[name] === '' ? undefined : source[name]]));
  const outcome = environmentSchema.safeParse(given);
  if (outcome.success) return { ok: true, environment: outcome.data };
  const mistakes = outcome.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const meaning = Object.entries(variables).find(([variable]) => variable === name)?.[1].description ?? '';
    return `${name}: ${issue.message}. ${meaning}`;
  });
  return { ok: false, mistakes };
}

/** The environment of this process. Prints every mistake and exits with 78 (EX_CONFIG) when there are any. */
export function environmentOrExit(): Environment {
  const outcome = readEnvironment(process.env);
  if (outcome.ok) return outcome.environment;
  process.stderr.write(`The configuration has mistakes:\n${outcome.mistakes.map((mistake) => `  ${mistake}\n`).join('')}`);
  process.exit(78);
}

/** The token under which Nest injects the environment. */
export const ENVIRONMENT = Symbol('environment');
