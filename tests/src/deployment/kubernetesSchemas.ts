import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from './manifests.js';

/** Generated from the schemas of Kubernetes and of KEDA, one module for each API version. */
const moduleOf = (apiVersion: string) => `${apiVersion.startsWith('keda.sh/') ? '@kubernetes-models/keda' : 'kubernetes-models'}/${apiVersion}`;

interface Model { validate(): void }
type Models = Record<string, (new (data: unknown) => Model) | undefined>;

/**
 * What Kubernetes' and KEDA's schemas have against these objects, with the name of each; none means valid.
 * Values are judged by the schemas themselves. Fields that no schema knows, which they let pass and a cluster refuses or
 * forgets, are found by giving each object to TypeScript as a literal of its type.
 */
export async function schemaMistakes(manifests: readonly Manifest[]): Promise<string[]> {
  const values = await Promise.all(manifests.map(async (object) => {
    try {
      const models = await import(`${moduleOf(object.apiVersion)}/${object.kind}`) as Models;
      const Model = models[object.kind];
      if (!Model) return [`${nameOf(object)}: ${object.apiVersion} has no such kind.`];
      new Model(object).validate();
      return [];
    } catch (error) {
      return [`${nameOf(object)}: ${error instanceof Error ? error.message : String(error)}`];
    }
  }));
  return [...values.flat(), ...fieldMistakes(manifests)];
}

const nameOf = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;

function fieldMistakes(manifests: readonly Manifest[]): string[] {
  // Below this file, where the packages with the types are found.
  const parent = join(dirname(fileURLToPath(import.meta.url)), '.typed');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'manifests-'));
  try {
    const lines = manifests.map((object, index) =>
      `export const object${index}: import('${moduleOf(object.apiVersion)}').I${object.kind} = ${JSON.stringify(object)};`);
    writeFileSync(join(folder, 'manifests.ts'), `${lines.join('\n')}\n`);
    const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
    const options = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--pretty', 'false'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, ...options, 'manifests.ts'], { cwd: folder, encoding: 'utf8' });
    if (status === 0) return [];
    const found = [...stdout.matchAll(/^manifests\.ts\((\d+),\d+\): error TS\d+: (.*)$/gm)];
    if (found.length === 0) throw new Error(`TypeScript could not judge the manifests: ${stdout}${stderr}`);
    return found.map(([, line, message]) => `${manifests.slice(Number(line) - 1, Number(line)).map(nameOf).join()}: ${message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
