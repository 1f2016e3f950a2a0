import { appNames } from '@gouji/local/installation';
import { manifestsIn, workloadsIn, type Manifest } from './manifests.js';
import { passes, type End, type Port } from './networkPolicies.js';
import { textOf } from './project.js';

const home = { 'kubernetes.io/metadata.name': 'gouji', 'gouji/backing-services': 'true' };
const objectsOf = (...files: string[]): Manifest[] => files.flatMap((file) => manifestsIn(textOf(`k8s/${file}`)));
const base = objectsOf('base/network-policies.yaml', 'components/ingress/network-policy.yaml');
const production = [...base, ...objectsOf('overlays/production/object-store-outside.yaml')];
const dev = [...base, ...objectsOf('overlays/dev/network-policies.yaml')];

const workloads = new Map(workloadsIn(objectsOf(
  ...appNames.map((name) => `base/${name}.yaml`), 'base/migrate.yaml', 'overlays/dev/seed-demo.yaml',
  'overlays/dev/postgres.yaml', 'overlays/dev/redis.yaml', 'overlays/dev/object-store.yaml',
).filter(({ kind }) => !['Service', 'PodDisruptionBudget'].includes(kind))).map((workload) => [workload.name, workload]));
const pod = (name: string): End => ({ pod: workloads.get(name)?.podLabels ?? {}, namespace: home });
const elsewhere = (namespace: string, podLabels: Record<string, string> = {}): End => ({ pod: podLabels, namespace: { 'kubernetes.io/metadata.name': namespace } });
const portOf = (name: string): Port => {
  const [port] = workloads.get(name)?.container.ports ?? [];
  return { number: port?.containerPort ?? 0, ...(port ? { name: port.name } : {}) };
};
const dns = elsewhere('kube-system', { 'k8s-app': 'kube-dns' });
const http: Port = { number: 8080, name: 'http' };
const users = [...appNames, 'migrate'];
const backing = ['postgres', 'redis', 'object-store'];

describe('The network as design.md draws it', () => {
  test.each(users.flatMap((from) => backing.map((to) => [from, to] as const)))('%s reaches %s', (from, to) => {
    expect(passes(dev, home, { from: pod(from), to: pod(to), port: portOf(to) })).toBe(true);
  });

  test.each(users.flatMap((from) => appNames.filter((to) => to !== from).map((to) => [from, to] as const)))('%s does not reach %s', (from, to) => {
    expect(passes(dev, home, { from: pod(from), to: pod(to), port: http })).toBe(false);
  });

  test.each(users)('%s finds names, and nothing else outside but an object store over TLS in production', (from) => {
    for (const policies of [dev, production]) {
      expect(passes(policies, home, { from: pod(from), to: dns, port: { number: 53 } })).toBe(true);
      expect(passes(policies, home, { from: pod(from), to: elsewhere('kube-system', { app: 'other' }), port: { number: 443 } })).toBe(false);
      expect(passes(policies, home, { from: pod(from), to: { outside: true }, port: { number: 80 } })).toBe(false);
    }
    expect(passes(dev, home, { from: pod(from), to: { outside: true }, port: { number: 443 } })).toBe(false);
    expect(passes(production, home, { from: pod(from), to: { outside: true }, port: { number: 443 } })).toBe(true);
  });

  test('visitors come through the ingress controller to the three HTTP apps, and to nothing else', () => {
    const reached = [...workloads.keys()].filter((name) => passes(dev, home, { from: elsewhere('traefik'), to: pod(name), port: backing.includes(name) ? portOf(name) : http }));
    expect(reached.toSorted()).toEqual(['ingest', 'publish', 'review']);
    expect([...workloads.keys()].filter((name) => passes(dev, home, { from: elsewhere('default'), to: pod(name), port: http }))).toEqual([]);
  });

  test('backing services may live in another namespace, found by label; a namespace without the label does not pass for one', () => {
    const database = { 'gouji/backing': 'postgresql' };
    const labelled: End = { pod: database, namespace: { 'kubernetes.io/metadata.name': 'gouji-data', 'gouji/backing-services': 'true' } };
    expect(passes(production, home, { from: pod('ingest'), to: labelled, port: { number: 5432 } })).toBe(true);
    expect(passes(production, home, { from: pod('ingest'), to: labelled, port: { number: 22 } })).toBe(false);
    expect(passes(production, home, { from: pod('ingest'), to: elsewhere('gouji-data', database), port: { number: 5432 } })).toBe(false);
  });

  test('the backing services reach nothing but names', () => {
    for (const from of backing) {
      for (const to of workloads.keys()) expect([from, to, passes(dev, home, { from: pod(from), to: pod(to), port: backing.includes(to) ? portOf(to) : http })]).toEqual([from, to, false]);
      expect(passes(dev, home, { from: pod(from), to: { outside: true }, port: { number: 443 } })).toBe(false);
    }
  });
});
