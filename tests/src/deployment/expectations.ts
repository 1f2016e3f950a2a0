import 'reflect-metadata';
import { readEnvironment, variables, type Environment } from '@gouji/platform/config/environment';
import { HealthController } from '@gouji/platform/http/healthController';
import { isThere } from './project.js';

/** What the code says of itself, for an installation's files to agree with. */

/** The environment that an app reads from these settings. @throws with every mistake, unknown names among them */
export function environmentFrom(settings: Record<string, string>): Environment {
  const unknown = Object.keys(settings).filter((name) => !(name in variables)).map((name) => `${name}: no variable that the code reads.`);
  const outcome = readEnvironment(settings);
  const mistakes = [...unknown, ...(outcome.ok ? [] : outcome.mistakes)];
  if (!outcome.ok || mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return outcome.environment;
}

/** The paths that the health controller answers, with their leading slash. */
export const healthPaths: readonly string[] = Object.values(Object.getOwnPropertyDescriptors(HealthController.prototype)).flatMap(({ value }) => {
  const path: unknown = typeof value === 'function' ? Reflect.getMetadata('path', value) : undefined;
  return typeof path === 'string' ? [`/${path}`] : [];
});

/** What is wrong with the program a container runs: its one argument must name a compiled file. */
export function programMistakes(args: readonly string[]): string[] {
  const [file, ...rest] = args;
  if (file === undefined || rest.length > 0) return [`One file is run, not ${JSON.stringify(args)}.`];
  return isThere(file) ? [] : [`${file} is not there.`];
}

/** Whether an image is named with a tag that says which version it is. */
export function isPinned(image: string): boolean {
  const tag = /:([^:/@]+)(@sha256:[0-9a-f]{64})?$/.exec(image)?.[1];
  return tag !== undefined && /\d/.test(tag);
}
