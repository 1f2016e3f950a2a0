import type { Role } from './approval.js';
import type { Message } from './report.js';

/**
 * Who may do what for which body, as sentences. A role is held for one body. Supervisors and auditors see the whole
 * subtree below their body; a signer of the supervising body may sign for the bodies directly or indirectly below it.
 */

export type HeldRole = Exclude<Role, 'system'>;
export const heldRoles: readonly HeldRole[] = ['editor', 'reviewer', 'signer', 'supervisor', 'administrator', 'auditor'];

export interface RoleAt {
  readonly bodyId: string;
  readonly role: HeldRole;
}

/** Roles that reach from their body down to every body below it. */
const reachDown: ReadonlySet<HeldRole> = new Set(['signer', 'supervisor', 'administrator', 'auditor']);

/**
 * The roles a person holds for a body.
 * @param lineage the body's own id followed by the ids of its supervising bodies, nearest first
 */
export function rolesFor(held: readonly RoleAt[], lineage: readonly string[]): ReadonlySet<HeldRole> {
  const roles = new Set<HeldRole>();
  for (const { bodyId, role } of held) {
    const distance = lineage.indexOf(bodyId);
    if (distance === 0 || (distance > 0 && reachDown.has(role))) roles.add(role);
  }
  return roles;
}

/** Whether the person may see the body's reports at all: any role that reaches it. */
export function maySee(held: readonly RoleAt[], lineage: readonly string[]): boolean {
  return rolesFor(held, lineage).size > 0;
}

/** Why a role may act, or may not: shown to the person who may not. */
export const roleSentences: Readonly<Record<Exclude<Role, 'system'>, Message>> = {
  editor: { zh: '只有本机关的编辑可以上传、修改和送审。', en: 'Only an editor of this body may upload, correct and submit.' },
  reviewer: { zh: '只有本机关的审核人可以审核。', en: 'Only a reviewer of this body may review.' },
  signer: { zh: '只有本机关或其主管部门的签发人可以签发、退回待签发稿或撤下。', en: 'Only a signer of this body or of its supervising body may sign, return from signing or withdraw.' },
  supervisor: { zh: '只有主管部门可以办理。', en: 'Only the supervising body may do this.' },
  administrator: { zh: '只有管理员可以办理。', en: 'Only an administrator may do this.' },
  auditor: { zh: '只有审计人员可以办理。', en: 'Only an auditor may do this.' },
};
