import { appNames } from '@gouji/local/installation';
import { z } from 'zod';
import { environmentFrom, healthPaths, isPinned, programMistakes } from './expectations.js';
import { schemaMistakes } from './kubernetesSchemas.js';
import { baseAsWritten, cannotRender, installable, isOurs, manifestFiles, manifestsIn, rendered, selects, settingsOf, workloadsIn, type Manifest } from './manifests.js';
import { textOf } from './project.js';
import { routesOfIngress, routesOfTheGateway } from './routes.js';

describe('The schemas', () => {
  const good = manifestsIn(textOf('k8s/base/ingest.yaml'));
  const planted = (text: string, by: string) => schemaMistakes(manifestsIn(textOf('k8s/base/ingest.yaml').replace(text, by)));

  test('have nothing against good objects', async () => {
    expect(await schemaMistakes(good)).toEqual([]);
  });

  test('refuse a field that does not exist, one that is missing and a value of the wrong type', async () => {
    expect(await planted('maxSurge: 1', 'maxSurgery: 1')).toEqual([expect.stringMatching(/^Deployment ingest: .*maxSurgery/)]);
    expect((await planted('  selector:\n    matchLabels:\n      app.kubernetes.io/name: ingest\n  strategy', '  strategy')).join()).toMatch(/Deployment ingest: .*selector/);
    expect((await planted('replicas: 2', "replicas: 'two'")).join()).toMatch(/Deployment ingest: .*replicas/);
  });

  test('refuse a scaling rule that KEDA would not know', async () => {
    const scaling = textOf('k8s/components/keda/validate-scaling.yaml').replace('pollingInterval', 'pollInterval');
    expect((await schemaMistakes(manifestsIn(scaling))).join()).toMatch(/ScaledObject validate: .*pollInterval/);
  });
});

test('Every file of objects is valid', async () => {
  expect(await schemaMistakes(manifestFiles().flatMap((file) => manifestsIn(textOf(file))))).toEqual([]);
});

describe('k8s/base as its files have it', () => installation(baseAsWritten));

for (const folder of installable) {
  if (cannotRender === null) describe(`kubectl apply -k ${folder}`, () => installation(() => rendered(folder)));
  else test.skip(`kubectl apply -k ${folder} (skipped: ${cannotRender})`, () => void rendered(folder));
}

/** What holds of every set of objects that somebody may install. */
function installation(load: () => Manifest[]): void {
  const manifests = load();
  const workloads = workloadsIn(manifests);
  const ours = workloads.filter(isOurs);
  const apps = ours.filter(({ kind }) => kind === 'Deployment');
  const cases = <T extends { name: string }>(items: readonly T[]) => items.map((item) => [item.name, item] as const);
  const of = (kind: string) => manifests.filter((object) => object.kind === kind);

  test('follows the schemas', async () => {
    expect(await schemaMistakes(manifests)).toEqual([]);
  });

  test('runs every app, each from a compiled file of its own name, and the migrations as a Job', () => {
    expect(Object.fromEntries(apps.map(({ name, container }) => [name, container.args]))).toEqual(Object.fromEntries(appNames.map((name) => [name, [`apps/${name}/dist/main.js`]])));
    expect(ours.find(({ kind, name }) => kind === 'Job' && name === 'migrate')?.container.args).toEqual(['libs/platform/dist/database/migrate.js']);
  });

  test.each(cases(ours))('%s runs a program that exists, told all the code requires and nothing it does not know', (_, workload) => {
    expect(programMistakes(workload.container.args)).toEqual([]);
    expect(() => environmentFrom(settingsOf(workload, manifests))).not.toThrow();
  });

  test.each(cases(apps))('%s listens where it says, and is probed on paths it answers', (_, workload) => {
    const { ports, startupProbe, livenessProbe, readinessProbe } = workload.container;
    expect(ports).toEqual([{ name: 'http', containerPort: environmentFrom(settingsOf(workload, manifests)).PORT }]);
    const probed = [startupProbe, livenessProbe, readinessProbe].map((probe) => probe?.httpGet);
    expect(probed).toEqual(['/healthz', '/healthz', '/readyz'].map((path) => ({ path, port: 'http' })));
    for (const asked of probed) expect(healthPaths).toContain(asked?.path);
  });

  test.each(cases(apps))('%s has longer to stop than it pauses and drains', (_, workload) => {
    const pause = workload.container.lifecycle?.preStop.sleep.seconds ?? 0;
    expect(workload.pod.terminationGracePeriodSeconds).toBeGreaterThan(pause + environmentFrom(settingsOf(workload, manifests)).DRAIN_SECONDS);
  });

  test.each(cases(apps))('%s is spread over zones and nodes, and evicted one pod at a time', (name, { pod, podLabels, selector }) => {
    expect(selects(selector ?? {}, podLabels)).toBe(true);
    expect(pod.topologySpreadConstraints.map(({ topologyKey, labelSelector }) => [topologyKey, selects(labelSelector.matchLabels, podLabels)]))
      .toEqual([['topology.kubernetes.io/zone', true], ['kubernetes.io/hostname', true]]);
    const budgets = of('PodDisruptionBudget').map((object) => z.object({ spec: z.object({ maxUnavailable: z.number(), selector: z.object({ matchLabels: z.record(z.string(), z.string()) }) }) }).parse(object));
    const mine = budgets.filter(({ spec }) => selects(spec.selector.matchLabels, podLabels));
    expect([name, mine.map(({ spec }) => spec.maxUnavailable)]).toEqual([name, [1]]);
  });

  test.each(cases(workloads))('%s has no rights it could lose', (_, { pod, container }) => {
    expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } });
    expect(container.securityContext).toEqual({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
  });

  test('every Service finds pods, on a port they have', () => {
    const services = of('Service').map((object) => z.object({ metadata: z.object({ name: z.string() }), spec: z.object({ selector: z.record(z.string(), z.string()), ports: z.array(z.object({ targetPort: z.string() })) }) }).parse(object));
    expect(services.map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining(['ingest', 'review', 'publish']));
    for (const { metadata, spec } of services) {
      const found = workloads.filter(({ podLabels }) => selects(spec.selector, podLabels));
      expect([metadata.name, found.map(({ container }) => container.ports.map(({ name }) => name))]).toEqual([metadata.name, [spec.ports.map(({ targetPort }) => targetPort)]]);
    }
  });

  test('holds only Secrets that are made up, and none at all outside the dev overlay', () => {
    const secrets = of('Secret').flatMap((object) => Object.values(z.object({ data: z.record(z.string(), z.string()) }).parse(object).data));
    for (const value of secrets) expect(Buffer.from(value, 'base64').toString()).toMatch(/gouji-dev|^redis:\/\/redis:6379$/);
  });
}

describe('The ingress component', () => {
  const [ingress] = manifestsIn(textOf('k8s/components/ingress/ingress.yaml'));
  const path = z.object({ path: z.string(), pathType: z.literal('Prefix'), backend: z.object({ service: z.object({ name: z.string(), port: z.object({ name: z.literal('http') }) }) }) });
  const { rules } = z.object({ rules: z.tuple([z.object({ http: z.object({ paths: z.array(path) }) })]) }).parse(ingress?.spec);

  test('sends every path where the local gateway sends it', () => {
    expect(routesOfIngress(rules[0].http.paths.map(({ path: prefix, backend }) => ({ path: prefix, service: backend.service.name })))).toEqual(routesOfTheGateway);
  });
});

describe('Rendered overlays', () => {
  const render = cannotRender === null ? test : test.skip;
  const why = cannotRender === null ? '' : ` (skipped: ${cannotRender})`;

  render(`the workers are KEDA's to count in production${why}`, () => {
    const production = rendered('k8s/overlays/production');
    const replicas = production.filter(({ kind }) => kind === 'Deployment').map(({ metadata, spec }) => [metadata.name, z.object({ replicas: z.number().optional() }).parse(spec).replicas]);
    expect(Object.fromEntries(replicas)).toEqual({ ingest: 2, review: 2, publish: 2, validate: undefined });
    const [scaled] = production.filter(({ kind }) => kind === 'ScaledObject');
    expect(scaled?.spec).toMatchObject({ scaleTargetRef: { name: 'validate' }, minReplicaCount: 0 });
  });

  render(`every image is of a stated version${why}`, () => {
    for (const folder of installable.filter((name) => name.startsWith('k8s/overlays/'))) {
      for (const { container } of workloadsIn(rendered(folder))) expect([container.image, isPinned(container.image)]).toEqual([container.image, true]);
    }
  });

  render(`the dev overlay's apps are told where its own services are${why}`, () => {
    const dev = rendered('k8s/overlays/dev');
    const [ingest] = workloadsIn(dev).filter(({ name }) => name === 'ingest');
    if (!ingest) throw new Error('The dev overlay has no ingest.');
    const settings = settingsOf(ingest, dev);
    const services = dev.filter(({ kind }) => kind === 'Service').map(({ metadata, spec }) => [metadata.name, z.object({ ports: z.array(z.object({ port: z.number() })) }).parse(spec).ports[0]?.port]);
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'S3_ENDPOINT']) {
      const { hostname, port } = new URL(settings[name] ?? '');
      expect(services).toContainEqual([hostname, Number(port)]);
    }
  });
});
