import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { z } from 'zod';
import { isThere, textOf } from './project.js';

const manifest = z.object({ name: z.string(), dependencies: z.record(z.string(), z.string()).default({}) });

/** The workspaces by folder, as `libs/domain`. */
export const workspaces: ReadonlyMap<string, z.infer<typeof manifest>> = new Map(
  z.object({ workspaces: z.array(z.string()) }).parse(JSON.parse(textOf('package.json'))).workspaces
    .flatMap((pattern) => (pattern.endsWith('/*') ? foldersIn(pattern.slice(0, -2)) : [pattern]))
    .map((folder) => [folder, manifest.parse(JSON.parse(textOf(`${folder}/package.json`)))]),
);

function foldersIn(parent: string): string[] {
  return readdirSync(new URL(`../../../${parent}`, import.meta.url)).map((name) => `${parent}/${name}`).filter((folder) => isThere(`${folder}/package.json`));
}

const workspaceOf = (file: string) => [...workspaces.keys()].find((folder) => file.startsWith(`${folder}/`)) ?? '';

export interface Needed {
  /** Compiled files of the project, by path. */
  readonly files: ReadonlySet<string>;
  /** Packages from npm that no workspace importing them declares as a dependency, as `workspace: package`. */
  readonly undeclared: ReadonlySet<string>;
}

/** Everything that programs load, followed import by import from their compiled files; worker threads' files too. */
export async function neededBy(programs: readonly string[]): Promise<Needed> {
  await init;
  const files = new Set<string>();
  const undeclared = new Set<string>();
  const waiting = [...programs];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const source = textOf(file);
    const workers = [...source.matchAll(/new URL\(\s*['"](\.[^'"]+\.js)['"]/g)].map(([, path = '']) => path);
    const [imports] = parse(source);
    for (const specifier of [...imports.flatMap(({ n }) => (n === undefined ? [] : [n])), ...workers]) {
      const local = localFile(file, specifier);
      if (local !== null) waiting.push(local);
      else if (!isDeclared(workspaceOf(file), specifier)) undeclared.add(`${workspaceOf(file)}: ${specifier}`);
    }
  }
  return { files, undeclared };
}

/** The project's own file behind an import, or `null` where it is a package's. */
function localFile(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return join(dirname(from), specifier);
  const [scope, name, ...path] = specifier.split('/');
  const folder = [...workspaces].find(([, workspace]) => workspace.name === `${scope}/${name}`)?.[0];
  return folder === undefined ? null : `${folder}/dist/${path.join('/')}.js`;
}

function isDeclared(workspace: string, specifier: string): boolean {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return true;
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  return name in (workspaces.get(workspace)?.dependencies ?? {});
}
