import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { appNames } from '@gouji/local/installation';
import { variables } from '@gouji/platform/config/environment';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';
import { environmentFrom, healthPaths, isPinned, programMistakes } from './expectations.js';
import { isThere, settingsIn, textOf } from './project.js';
import { routesOfCaddy, routesOfTheGateway } from './routes.js';

const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  restart: z.string(),
  stop_grace_period: z.string().regex(/^\d+s$/).optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }),
  profiles: z.array(z.string()).default([]),
});
const composeFile = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })),
  volumes: z.record(z.string(), z.object({})),
});

/** Compose's own substitution: `${NAME}`, `${NAME:-default}`, `${NAME:?message}`. */
const reference = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;
const text = textOf('docker-compose.yml');
const given: Record<string, string> = { POSTGRES_PASSWORD: 'p1', REDIS_PASSWORD: 'p2', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'secret' };
const substituted = text.replace(reference, (_, name: string, kind: string | undefined, rest: string) => given[name] ?? (kind === '-' ? rest : ''));
const document: unknown = parse(substituted, { merge: true });
const compose = composeFile.parse(document);
const { services } = compose;
const own = Object.entries(services).filter(([, { image }]) => image.startsWith('gouji:'));
const apps = own.filter(([name]) => appNames.some((app) => app === name));
const others = Object.entries(services).filter(([, { image }]) => !image.startsWith('gouji:'));

function validator() {
  // Published by the Compose project, carried by the linter.
  const folder = dirname(createRequire(import.meta.url).resolve('dclint/package.json'));
  const { $schema: _, ...schema } = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(folder, 'schemas', 'compose.schema.json'), 'utf8')));
  return new Ajv({ strict: false, validateFormats: false }).compile(schema);
}

describe('docker-compose.yml', () => {
  test('follows the Compose specification', () => {
    const valid = validator();
    valid(document);
    expect(valid.errors ?? []).toEqual([]);
    expect(valid({ services: { ingest: { image: 'gouji', comand: ['x'] } } })).toBe(false);
  });

  test('runs every app, each from a compiled file of its own name', () => {
    expect(apps.map(([name, { command }]) => [name, command])).toEqual(expect.arrayContaining(appNames.map((name) => [name, [`apps/${name}/dist/main.js`]])));
    expect(apps).toHaveLength(appNames.length);
  });

  test.each(own)('%s runs a program that exists, built from this project', (_, { command, build }) => {
    expect(programMistakes(command)).toEqual([]);
    expect(build).toBe('.');
  });

  test.each(own)('%s is told everything the code requires, and nothing it does not know', (_, { environment }) => {
    expect(() => environmentFrom(environment)).not.toThrow();
  });

  test.each(apps)('%s is asked for its health where it listens', (_, { environment, healthcheck }) => {
    const [, port, path] = /http:\/\/127\.0\.0\.1:(\d+)(\/\w+)/.exec(healthcheck.test?.join(' ') ?? '') ?? [];
    expect(Number(port)).toBe(environmentFrom(environment).PORT);
    expect(healthPaths).toContain(path);
  });

  test.each(apps)('%s has longer to stop than it may drain', (_, { environment, stop_grace_period }) => {
    expect(Number.parseInt(stop_grace_period ?? '10s', 10)).toBeGreaterThan(environmentFrom(environment).DRAIN_SECONDS);
  });

  test.each(own)('%s can write nowhere and gain no rights', (_, { read_only, cap_drop, security_opt }) => {
    expect({ read_only, cap_drop, security_opt }).toEqual({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  });

  test.each(apps)('%s starts when the tables are there, and again when it ends', (_, { depends_on, restart }) => {
    expect(depends_on).toMatchObject({ migrate: { condition: 'service_completed_successfully' } });
    expect(restart).toBe('unless-stopped');
  });

  test('the tables are made once, when the services they live in are healthy', () => {
    const { restart, depends_on, healthcheck } = services.migrate ?? {};
    expect(restart).toBe('no');
    expect(Object.keys(depends_on ?? {}).toSorted()).toEqual(['object-store', 'postgres', 'redis']);
    expect(new Set(Object.values(depends_on ?? {}).map(({ condition }) => condition))).toEqual(new Set(['service_healthy']));
    expect(healthcheck).toEqual({ disable: true });
  });

  test('demo accounts come only when asked for', () => {
    expect(services['seed-demo']).toMatchObject({ profiles: ['demo'], command: ['apps/review/dist/seedDemo.js'] });
  });

  test('the addresses that apps are told are those of services in the file', () => {
    for (const [, { environment, networks }] of apps) {
      for (const name of ['DATABASE_URL', 'REDIS_URL', 'S3_ENDPOINT']) {
        const target = services[new URL(environment[name] ?? '').hostname];
        expect(target?.networks.some((network) => networks.includes(network))).toBe(true);
      }
    }
  });

  test('only the proxy can be reached from outside, and the workers not even from the proxy', () => {
    expect(Object.keys(services).filter((name) => services[name]?.ports.length)).toEqual(['proxy']);
    const outward = Object.keys(services).filter((name) => services[name]?.networks.some((network) => !compose.networks[network]?.internal));
    expect(outward).toEqual(['proxy']);
    const besideTheProxy = Object.keys(services).filter((name) => name !== 'proxy' && services[name]?.networks.some((network) => services.proxy?.networks.includes(network)));
    expect(besideTheProxy.toSorted()).toEqual(['ingest', 'publish', 'review']);
  });

  test.each(others)('%s is of a stated version, has a health check and comes back after a restart', (_, { image, healthcheck, restart }) => {
    expect(isPinned(image)).toBe(true);
    expect(healthcheck.test?.length).toBeGreaterThan(1);
    expect(restart).toBe('unless-stopped');
  });

  test('what must not be lost lies on named volumes', () => {
    const kept = ['postgres', 'redis', 'object-store'].flatMap((name) => services[name]?.volumes ?? []).map((volume) => volume.split(':')[0]);
    expect(new Set(kept).size).toBe(3);
    expect(new Set(Object.keys(compose.volumes))).toEqual(new Set(kept));
  });
});

describe('.env.example', () => {
  const settings = settingsIn(textOf('.env.example'));
  const references = [...text.matchAll(reference)];

  test('names every setting of docker-compose.yml and no other', () => {
    expect(Object.keys(settings).toSorted()).toEqual([...new Set(references.map(([, name = '']) => name))].toSorted());
  });

  test('has no secret in it: what has no default is blank, and starting without it is refused', () => {
    const required = references.filter(([, , kind]) => kind === '?').map(([, name = '']) => name);
    expect(Object.keys(settings).filter((name) => settings[name] === '').toSorted()).toEqual([...new Set(required)].toSorted());
    expect(new Set(required)).toEqual(new Set(Object.keys(given)));
  });

  test('its log levels are those the code knows', () => {
    expect(variables.LOG_LEVEL.safeParse(settings.LOG_LEVEL).success).toBe(true);
  });
});

describe('deploy/Caddyfile', () => {
  const caddyfile = textOf('deploy/Caddyfile');

  test('is the file the proxy is given', () => {
    const [source = ''] = services.proxy?.volumes[0]?.split(':') ?? [];
    expect(isThere(source)).toBe(true);
  });

  test('sends every path where the local gateway sends it', () => {
    expect(routesOfCaddy(caddyfile)).toEqual(routesOfTheGateway);
  });

  test('reaches the apps where they listen, and answers where the file publishes it', () => {
    const ports = [...caddyfile.matchAll(/reverse_proxy (\w+):(\d+)/g)].map(([, name = '', port]) => [Number(port), environmentFrom(services[name]?.environment ?? {}).PORT]);
    expect(ports).toHaveLength(3);
    for (const [reached, listened] of ports) expect(reached).toBe(listened);
    expect(services.proxy?.ports.map((port) => port.split(':').at(-1))).toEqual([/^:(\d+) \{/m.exec(caddyfile)?.[1]]);
  });
});
