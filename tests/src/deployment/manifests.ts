import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { project, settingsIn, textOf } from './project.js';

const labels = z.record(z.string(), z.string()).default({});
const manifest = z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: z.looseObject({ name: z.string(), namespace: z.string().optional(), labels }) });

/** One Kubernetes object. */
export type Manifest = z.infer<typeof manifest>;

/** The objects of a YAML text. */
export function manifestsIn(yaml: string): Manifest[] {
  return parseAllDocuments(yaml).map((document) => {
    const [mistake] = document.errors;
    if (mistake) throw mistake;
    return manifest.parse(document.toJS());
  });
}

/** Every file of objects below `k8s/`, kustomizations apart. */
export function manifestFiles(): string[] {
  const files = readdirSync(join(project, 'k8s'), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.yaml') && !file.endsWith('kustomization.yaml')).map((file) => join('k8s', file)).toSorted();
}

/** The folders that are installed with `kubectl apply -k`. */
export const installable = ['k8s/base', ...readdirSync(join(project, 'k8s/overlays')).map((name) => `k8s/overlays/${name}`)];

/** Why nothing can be rendered here, or `null`. */
export const cannotRender = spawnSync('kubectl', ['version', '--client']).status === 0 ? null : 'kubectl is not on the PATH';

/** What `kubectl apply -k` would send for a folder. @throws with kustomize's own words */
export function rendered(folder: string): Manifest[] {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', join(project, folder)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return manifestsIn(stdout);
}

/** The base as its files have it, with its settings, on machines that cannot render. */
export function baseAsWritten(): Manifest[] {
  const files = manifestFiles().filter((file) => file.startsWith('k8s/base/') && !file.endsWith('.example.yaml'));
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'gouji', labels: {} }, data: settingsIn(textOf('k8s/base/settings.env')) };
  return [...files.flatMap((file) => manifestsIn(textOf(file))), settings];
}

const portNumberOrName = z.union([z.number(), z.string()]);
const probe = z.object({ httpGet: z.object({ path: z.string(), port: portNumberOrName }) });
const container = z.object({
  name: z.string(),
  image: z.string(),
  args: z.array(z.string()).default([]),
  env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  envFrom: z.array(z.union([z.object({ configMapRef: z.object({ name: z.string() }) }), z.object({ secretRef: z.object({ name: z.string() }) })])).default([]),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  startupProbe: probe.optional(),
  livenessProbe: probe.optional(),
  readinessProbe: z.looseObject({ httpGet: probe.shape.httpGet.optional() }).optional(),
  lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }).optional(),
  resources: z.object({ requests: z.object({ cpu: z.string(), memory: z.string() }), limits: z.object({ memory: z.string() }) }),
  securityContext: z.object({ readOnlyRootFilesystem: z.boolean(), allowPrivilegeEscalation: z.boolean(), capabilities: z.object({ drop: z.array(z.string()) }) }),
});
const podSpec = z.object({
  serviceAccountName: z.string().optional(),
  automountServiceAccountToken: z.boolean(),
  terminationGracePeriodSeconds: z.number().default(30),
  securityContext: z.object({ runAsNonRoot: z.boolean(), seccompProfile: z.object({ type: z.string() }) }),
  topologySpreadConstraints: z.array(z.object({ topologyKey: z.string(), labelSelector: z.object({ matchLabels: labels }) })).default([]),
  containers: z.tuple([container]),
});
const withPods = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
  spec: z.object({ selector: z.object({ matchLabels: labels }).optional(), template: z.object({ metadata: z.object({ labels }), spec: podSpec }) }),
});

/** Something that runs pods of one container each. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly selector: Record<string, string> | undefined;
  readonly podLabels: Record<string, string>;
  readonly pod: z.infer<typeof podSpec>;
  readonly container: z.infer<typeof container>;
}

const kindsWithPods = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

export function workloadsIn(manifests: readonly Manifest[]): Workload[] {
  return manifests.filter(({ kind }) => kindsWithPods.includes(kind)).map((object) => {
    const { kind, metadata, spec } = withPods.parse(object);
    return { kind, name: metadata.name, selector: spec.selector?.matchLabels, podLabels: spec.template.metadata.labels, pod: spec.template.spec, container: spec.template.spec.containers[0] };
  });
}

/** Whether it runs this project's image. */
export function isOurs({ container: { image } }: Workload): boolean {
  return /(^|\/)gouji(:|$)/.test(image);
}

/**
 * The environment of a workload's container, from its ConfigMaps and Secrets. A Secret that is made by hand is read
 * from its documented example.
 */
export function settingsOf({ container: { env, envFrom } }: Workload, manifests: readonly Manifest[]): Record<string, string> {
  const find = (kind: string, name: string, among: readonly Manifest[]) => among.find((object) => object.kind === kind && object.metadata.name === name);
  const sources = envFrom.map((source) => {
    const kind = 'configMapRef' in source ? 'ConfigMap' : 'Secret';
    const { name } = 'configMapRef' in source ? source.configMapRef : source.secretRef;
    const example = kind === 'Secret' ? manifestsIn(textOf('k8s/base/secret.example.yaml')) : [];
    const found = find(kind, name, manifests) ?? find(kind, name, example);
    if (!found) throw new Error(`There is no ${kind} ${name}.`);
    return contentsOf(found);
  });
  return Object.assign({}, ...sources, Object.fromEntries(env.map(({ name, value }) => [name, value])));
}

function contentsOf(object: Manifest): Record<string, string> {
  const { data = {}, stringData = {} } = z.object({ data: labels.optional(), stringData: labels.optional() }).parse(object);
  const plain = object.kind === 'Secret' ? Object.fromEntries(Object.entries(data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString()])) : data;
  return { ...plain, ...stringData };
}

export function selects(selector: Record<string, string>, podLabels: Record<string, string>): boolean {
  return Object.entries(selector).every(([name, value]) => podLabels[name] === value);
}
