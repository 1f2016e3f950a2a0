import { z } from 'zod';
import type { Manifest } from './manifests.js';

const labels = z.record(z.string(), z.string());
const selector = z.object({
  matchLabels: labels.default({}),
  matchExpressions: z.array(z.discriminatedUnion('operator', [
    z.object({ key: z.string(), operator: z.literal('In'), values: z.array(z.string()) }),
    z.object({ key: z.string(), operator: z.literal('Exists') }),
  ])).default([]),
});
type Selector = z.infer<typeof selector>;

const peer = z.object({
  namespaceSelector: selector.optional(),
  podSelector: selector.optional(),
  ipBlock: z.object({ cidr: z.literal('0.0.0.0/0'), except: z.array(z.string()) }).optional(),
});
const ports = z.array(z.object({ port: z.union([z.number(), z.string()]) })).optional();
const policy = z.object({
  podSelector: selector,
  policyTypes: z.array(z.enum(['Ingress', 'Egress'])),
  ingress: z.array(z.object({ from: z.array(peer), ports })).default([]),
  egress: z.array(z.object({ to: z.array(peer), ports })).default([]),
});

/** One end of a connection: a pod with its labels, in a namespace with its labels; or an address outside the cluster. */
export type End = { outside: true } | { outside?: false; pod: Record<string, string>; namespace: Record<string, string> };

/** A port by its number, and by its name where the pod gives it one. */
export interface Port { readonly number: number; readonly name?: string }

/**
 * Whether the policies of one namespace let a connection through, by the rules of the NetworkPolicy API: a pod that no
 * policy of a direction selects is open in that direction; otherwise one rule of any selecting policy must fit.
 * An end is the namespace's own where its namespace labels are `home` itself.
 */
export function passes(manifests: readonly Manifest[], home: Record<string, string>, { from, to, port }: { from: End; to: End; port: Port }): boolean {
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => policy.parse(spec));
  const inDirection = (direction: 'Ingress' | 'Egress', mine: End, other: End): boolean => {
    if (mine.outside || mine.namespace !== home) return true;
    const selecting = policies.filter(({ podSelector, policyTypes }) => policyTypes.includes(direction) && fits(podSelector, mine.pod));
    if (selecting.length === 0) return true;
    const rules = selecting.flatMap(({ ingress, egress }) =>
      (direction === 'Ingress' ? ingress.map((rule) => ({ peers: rule.from, ports: rule.ports })) : egress.map((rule) => ({ peers: rule.to, ports: rule.ports }))));
    return rules.some((rule) =>
      (rule.ports === undefined || rule.ports.some((allowed) => allowed.port === port.number || allowed.port === port.name))
      && rule.peers.some((allowed) => isPeer(allowed, other, home)));
  };
  return inDirection('Egress', from, to) && inDirection('Ingress', to, from);
}

function isPeer({ namespaceSelector, podSelector, ipBlock }: z.infer<typeof peer>, end: End, home: Record<string, string>): boolean {
  // Addresses inside the cluster are taken to lie in the ranges that an address rule leaves out.
  if (end.outside) return ipBlock !== undefined;
  if (ipBlock !== undefined) return false;
  const namespaceFits = namespaceSelector === undefined ? end.namespace === home : fits(namespaceSelector, end.namespace);
  return namespaceFits && (podSelector === undefined || fits(podSelector, end.pod));
}

function fits({ matchLabels, matchExpressions }: Selector, given: Record<string, string>): boolean {
  return Object.entries(matchLabels).every(([name, value]) => given[name] === value)
    && matchExpressions.every((expression) => (expression.operator === 'Exists' ? expression.key in given : expression.values.includes(given[expression.key] ?? '')));
}
