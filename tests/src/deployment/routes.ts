import { appFor } from '@gouji/local/gateway';

/** Paths on both sides of every border between apps. */
export const paths = [
  '/', '/2023/somewhere/', '/style.css', '/api/uploads', '/api/uploads/1', '/api/uploadsomething', '/api', '/api/', '/api/reports/1/events', '/api/docs',
  '/apis', '/console', '/console/', '/console/reports/1', '/consoles',
] as const;

/** Where the local gateway sends each of the paths: the pattern for every other door. */
export const routesOfTheGateway: Record<string, string> = Object.fromEntries(paths.map((path) => [path, appFor(path)]));

/** A Caddy path pattern: exact, or everything that begins as it does where it ends in a star. */
function caddyMatches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

/** Where a Caddyfile of named path matchers and `handle` blocks sends each of the paths; `handle` blocks are tried in order. */
export function routesOfCaddy(caddyfile: string): Record<string, string> {
  const matchers = new Map([...caddyfile.matchAll(/^\s*@(\w+) path (.+)$/gm)].map(([, name = '', patterns = '']) => [name, patterns.trim().split(/\s+/)]));
  const handles = [...caddyfile.matchAll(/^\s*handle (?:@(\w+) )?\{\s*reverse_proxy (\w+):\d+/gm)].map(([, matcher, upstream = '']) => ({ matcher, upstream }));
  const goesTo = (path: string) =>
    handles.find(({ matcher }) => matcher === undefined || (matchers.get(matcher) ?? []).some((pattern) => caddyMatches(pattern, path)))?.upstream ?? 'nowhere';
  return Object.fromEntries(paths.map((path) => [path, goesTo(path)]));
}

/** Where an Ingress's `Prefix` paths send each of the paths: step by step, the longest that fits. */
export function routesOfIngress(rules: readonly { path: string; service: string }[]): Record<string, string> {
  const steps = (path: string) => path.split('/').filter((step) => step !== '');
  const fits = (prefix: string, path: string) => steps(prefix).every((step, index) => steps(path)[index] === step);
  const longestFirst = rules.toSorted((a, b) => steps(b.path).length - steps(a.path).length);
  return Object.fromEntries(paths.map((path) => [path, longestFirst.find((rule) => fits(rule.path, path))?.service ?? 'nowhere']));
}
