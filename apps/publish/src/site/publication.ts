import type { FormId } from '@gouji/domain/forms/form';
import type { Report } from '@gouji/domain/report';

/** A signed revision on its way to the public. */
export interface Publication {
  readonly reportId: string;
  readonly revision: number;
  readonly body: { readonly code: string; readonly name: string };
  readonly year: number;
  readonly form: FormId;
  readonly report: Report;
  /** The uploaded file's SHA-256, in hexadecimal. */
  readonly sourceSha256: string;
  readonly ruleSet: string;
  readonly explanations: readonly { readonly rule: string; readonly cells: readonly string[]; readonly text: string }[];
  /** UTC. */
  readonly signedAt: string;
}

/** Where a report's files stand in the public bucket. Codes are ASCII by construction, so keys need no escaping. */
export function folderOf(bodyCode: string, year: number): string {
  return `reports/${bodyCode}/${year}/`;
}

export interface PublicFile { readonly key: string; readonly contentType: string; readonly body: string }
