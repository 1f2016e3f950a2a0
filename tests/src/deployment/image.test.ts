import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { appNames } from '@gouji/local/installation';
import { variables } from '@gouji/platform/config/environment';
import { DockerfileParser, type Copy } from 'dockerfile-ast';
import { z } from 'zod';
import { isPinned } from './expectations.js';
import { neededBy, workspaces } from './programFiles.js';
import { isThere, project, textOf } from './project.js';

const dockerfile = DockerfileParser.parse(textOf('Dockerfile'));
const text = textOf('Dockerfile');
const copies = dockerfile.getCOPYs().map((copy) => ({ stage: stageOf(copy), paths: copy.getArguments().map((argument) => argument.getValue()) }));
const fromContext = copies.filter(({ stage }) => stage === null);
const compiledInImage = copies.filter(({ stage }) => stage === 'build').map(({ paths: [source = '', target = ''] }) => ({ source: source.replace('/app/', ''), target: target.replace(/\/$/, '') }));
const programs = [...appNames.map((name) => `apps/${name}/dist/main.js`), 'apps/review/dist/seedDemo.js', 'libs/platform/dist/database/migrate.js'];

function stageOf(copy: Copy): string | null {
  return copy.getFromFlag()?.getValue() ?? null;
}

/** What the last stage says, as `USER 1000:1000`. */
const lastStage = text.slice(text.lastIndexOf('\nFROM '));

describe('Dockerfile', () => {
  test('starts from an image of a stated version', () => {
    const [base] = dockerfile.getInitialARGs().map((argument) => argument.getProperty());
    expect(base?.getName()).toBe('NODE_IMAGE');
    expect(isPinned(base?.getValue() ?? '')).toBe(true);
    expect(new Set(dockerfile.getFROMs().map((from) => from.getImage()))).toEqual(new Set(['${NODE_IMAGE}', 'manifests']));
  });

  test('copies only what is there, and what .dockerignore lets through', () => {
    const ignore = dockerignore.default().add(textOf('.dockerignore'));
    const sources = fromContext.flatMap(({ paths }) => paths.slice(0, -1));
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((source) => !isThere(source) || ignore.ignores(source))).toEqual([]);
  });

  test('gives npm the manifest of every workspace, each in its place', () => {
    const given = fromContext.filter(({ paths }) => paths[0]?.endsWith('/package.json'));
    expect(new Set(given.map(({ paths: [source] }) => source))).toEqual(new Set([...workspaces.keys()].map((folder) => `${folder}/package.json`)));
    for (const { paths: [source = '', target = ''] } of given) expect(source).toBe(join(target, 'package.json'));
  });

  test('installs exactly what the lock file says, which names the binaries of every platform', () => {
    expect([...text.matchAll(/npm (ci|i|install)\b/g)].map(([, verb]) => verb)).toEqual(['ci', 'ci']);
    const { packages } = z.object({ packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) })) }).parse(JSON.parse(textOf('package-lock.json')));
    const locked = Object.keys(packages);
    const wanted = Object.values(packages).flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies));
    expect(wanted.filter((name) => !locked.some((path) => path.endsWith(`node_modules/${name}`)))).toEqual([]);
  });

  test('holds no package of the local runner or of the tests', () => {
    const selected = [...text.matchAll(/npm ci .*--omit=dev(.*)/g)].flatMap(([, rest = '']) => [...rest.matchAll(/-w (\S+)/g)].map(([, folder]) => folder));
    expect(selected).toEqual(appNames.map((name) => `apps/${name}`));
  });

  test('holds every file that the programs load, in its place, and no file that it leaves behind', async () => {
    const { files } = await neededBy(programs);
    for (const { source, target } of compiledInImage) expect(source).toBe(target);
    const folders = compiledInImage.map(({ source }) => source);
    expect([...files].filter((file) => !folders.some((folder) => file.startsWith(`${folder}/`)))).toEqual([]);
    const leftBehind = /\/(testing|fixtures)\/|\.test\.js$/;
    expect([...files].filter((file) => leftBehind.test(file))).toEqual([]);
    expect(folders).toContain('apps/console/dist');
  });

  test('every package that the programs load is a dependency of the workspace that loads it, not a tool of its tests', async () => {
    const { files, undeclared } = await neededBy(programs);
    expect(files.size).toBeGreaterThan(programs.length);
    expect([...undeclared]).toEqual([]);
  });

  test('runs a program that exists, by number as somebody who is not root', () => {
    const [command] = dockerfile.getCMDs().map((cmd) => cmd.getJSONStrings().map((part) => part.getJSONValue()));
    expect(dockerfile.getENTRYPOINTs().map((entrypoint) => entrypoint.getJSONStrings().map((part) => part.getJSONValue()))).toEqual([['node']]);
    expect(programs).toContain(command?.[0]);
    expect(command).toHaveLength(1);
    expect(/^USER (\d+):(\d+)$/m.exec(lastStage)?.slice(1).map(Number).every((id) => id > 0)).toBe(true);
  });

  test('sets only variables that the code knows, to values it takes, and no secret', () => {
    const set = dockerfile.getENVs().flatMap((env) => env.getProperties()).map((property) => [property.getName(), property.getValue() ?? ''] as const).filter(([name]) => name !== 'NODE_ENV');
    expect(set.length).toBeGreaterThan(0);
    for (const [name, value] of set) {
      expect(Object.keys(variables)).toContain(name);
      expect(name).not.toMatch(/SECRET|KEY|DATABASE_URL|REDIS_URL/);
      expect([name, variables[name as keyof typeof variables].safeParse(value).success]).toEqual([name, true]);
    }
    expect(lastStage).toMatch(new RegExp(`^EXPOSE ${set.find(([name]) => name === 'PORT')?.[1]}$`, 'm'));
  });
});

describe('.dockerignore', () => {
  const ignore = dockerignore.default().add(textOf('.dockerignore'));

  test('lets every source of the apps and libraries through', () => {
    const sources = ['libs', 'apps'].flatMap((folder) => readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
      .filter((file) => /^\w+\/\w+\/src\/.*\.\w+$/.test(file));
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((file) => ignore.ignores(file))).toEqual([]);
  });

  test.each(['.env', '.git/config', '.data/postgres', 'node_modules/pg/package.json', 'apps/review/node_modules/x/package.json', 'libs/domain/dist/jobs.js', 'local/src/storage.ts', 'apps/review/.env.production', 'samples'])(
    '%s stays out of the builder', (path) => expect(ignore.ignores(path)).toBe(true),
  );
});
