import type { Message } from './report.js';

/**
 * The life of a report, as data. Basis: the approval practice of the shared government-site platforms (编辑 → 审核 →
 * 签发 → 公开), with three persons on every revision.
 *
 *     received → editing | unreadable
 *     editing → reviewing → signing → signed → published → withdrawn
 *     reviewing | signing → editing on return or recall; published | withdrawn → editing on correction
 */

export const states = ['received', 'unreadable', 'editing', 'reviewing', 'signing', 'signed', 'published', 'withdrawn'] as const;
export type State = (typeof states)[number];

/** Roles a person may hold for a body. `system` is the workers' own hand. */
export type Role = 'editor' | 'reviewer' | 'signer' | 'supervisor' | 'administrator' | 'auditor' | 'system';

/** Actions a person asks for; the contract of `POST /api/reports/:id/actions`. */
export const personActions = ['submit', 'recall', 'approve', 'return', 'sign', 'withdraw', 'correct'] as const;
export type PersonAction = (typeof personActions)[number];

/** What else moves a report or adds to its timeline: a file arriving, a correction or an explanation by an editor, workers finishing. */
export type SystemAction = 'upload' | 'edit' | 'explain' | 'read' | 'refuse' | 'publish';
export type Action = PersonAction | SystemAction;

/** A condition on a transition beside state and role. Each is a sentence in `guardSentences`. */
export type Guard =
  | 'nothing-blocking'
  | 'everything-explained'
  | 'reason-given'
  | 'not-the-editor'
  | 'not-the-reviewer';

export interface Transition {
  readonly from: State;
  readonly action: Action;
  readonly roles: readonly Role[];
  readonly to: State;
  readonly guards: readonly Guard[];
}

/**
 * Every transition there is. `signer` here means a signer of the body or of its supervising body: who holds which role
 * for a body is decided by `permissions.ts`.
 */
export const transitions: readonly Transition[] = [
  { from: 'received', action: 'read', roles: ['system'], to: 'editing', guards: [] },
  { from: 'received', action: 'refuse', roles: ['system'], to: 'unreadable', guards: [] },
  { from: 'received', action: 'upload', roles: ['editor'], to: 'received', guards: [] },
  { from: 'unreadable', action: 'upload', roles: ['editor'], to: 'received', guards: [] },
  { from: 'editing', action: 'upload', roles: ['editor'], to: 'received', guards: [] },
  { from: 'editing', action: 'edit', roles: ['editor'], to: 'editing', guards: [] },
  { from: 'editing', action: 'explain', roles: ['editor'], to: 'editing', guards: [] },
  { from: 'editing', action: 'submit', roles: ['editor'], to: 'reviewing', guards: ['nothing-blocking', 'everything-explained'] },
  // A review starts with the reviewer's decision, and that moves the state on: until then a recall costs nobody anything.
  { from: 'reviewing', action: 'recall', roles: ['editor'], to: 'editing', guards: [] },
  { from: 'reviewing', action: 'approve', roles: ['reviewer'], to: 'signing', guards: ['not-the-editor'] },
  { from: 'reviewing', action: 'return', roles: ['reviewer'], to: 'editing', guards: ['reason-given'] },
  { from: 'signing', action: 'sign', roles: ['signer'], to: 'signed', guards: ['not-the-editor', 'not-the-reviewer'] },
  { from: 'signing', action: 'return', roles: ['signer'], to: 'editing', guards: ['reason-given'] },
  { from: 'signed', action: 'publish', roles: ['system'], to: 'published', guards: [] },
  { from: 'published', action: 'withdraw', roles: ['signer'], to: 'withdrawn', guards: ['reason-given'] },
  { from: 'published', action: 'correct', roles: ['editor'], to: 'editing', guards: ['reason-given'] },
  { from: 'withdrawn', action: 'correct', roles: ['editor'], to: 'editing', guards: ['reason-given'] },
];

/** The transition for an action in a state, if the table has one. */
export function transitionFor(from: State, action: Action): Transition | undefined {
  return transitions.find((transition) => transition.from === from && transition.action === action);
}

/** What must be true, said to the person who may not act. */
export const guardSentences: Readonly<Record<Guard, Message>> = {
  'nothing-blocking': {
    zh: '还有必须改正的问题，改正后才能送审。',
    en: 'There are blocking findings. Correct them before sending the report for review.',
  },
  'everything-explained': {
    zh: '还有需要说明的问题，逐条填写说明后才能送审。',
    en: 'Some findings need a written explanation. Explain each of them before sending the report for review.',
  },
  'reason-given': { zh: '请写明理由。', en: 'State the reason.' },
  'not-the-editor': {
    zh: '您编辑或送审了这一版，不能再审核或签发它，请由另一位同事办理。',
    en: 'You edited or submitted this revision, so you may not review or sign it. Another person must.',
  },
  'not-the-reviewer': {
    zh: '您审核了这一版，不能再签发它，请由另一位同事办理。',
    en: 'You reviewed this revision, so you may not sign it. Another person must.',
  },
};

/** What a transition's guards look at. Account ids are of those who acted on the current revision. */
export interface GuardFacts {
  readonly actor: string | null;
  readonly reason: string | null;
  /** Findings of the current revision that block submission. */
  readonly blocking: number;
  /** Findings that need an explanation and have none. */
  readonly unexplained: number;
  /** Who uploaded, corrected, explained or submitted the current revision. */
  readonly editors: readonly string[];
  /** Who approved the current revision. */
  readonly reviewers: readonly string[];
}

/** The first guard of the transition that does not hold, or `null` when all hold. */
export function failingGuard(transition: Transition, facts: GuardFacts): Guard | null {
  const holds: Record<Guard, boolean> = {
    'nothing-blocking': facts.blocking === 0,
    'everything-explained': facts.unexplained === 0,
    'reason-given': (facts.reason ?? '').trim() !== '',
    'not-the-editor': facts.actor === null || !facts.editors.includes(facts.actor),
    'not-the-reviewer': facts.actor === null || !facts.reviewers.includes(facts.actor),
  };
  return transition.guards.find((guard) => !holds[guard]) ?? null;
}

/** Guards that forbid this person, rather than ask for something to be done first: answered 403 and not 422. */
export const personalGuards: ReadonlySet<Guard> = new Set(['not-the-editor', 'not-the-reviewer']);

/** States in which the editor may still change the report's content. */
export const editableStates: ReadonlySet<State> = new Set(['editing']);

export const stateNames: Readonly<Record<State, Message>> = {
  received: { zh: '已接收', en: 'Received' },
  unreadable: { zh: '无法读取', en: 'Unreadable' },
  editing: { zh: '编辑', en: 'Editing' },
  reviewing: { zh: '审核', en: 'In review' },
  signing: { zh: '待签发', en: 'Awaiting signature' },
  signed: { zh: '已签发', en: 'Signed' },
  published: { zh: '已公开', en: 'Published' },
  withdrawn: { zh: '已撤下', en: 'Withdrawn' },
};
