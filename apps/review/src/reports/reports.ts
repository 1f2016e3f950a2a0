import { Inject, Injectable } from '@nestjs/common';
import type { State } from '@gouji/domain/approval';
import { findingSchema, repairSchema, type Finding, type Repair } from '@gouji/domain/findings';
import type { FormId } from '@gouji/domain/forms/form';
import { rolesFor, type HeldRole, type RoleAt } from '@gouji/domain/permissions';
import { reportSchema, type Format, type Message, type ReadError, type Report } from '@gouji/domain/report';
import type { Caller } from '@gouji/platform/auth/caller';
import { Transactions, type Transaction } from '@gouji/platform/database/transactions';
import { z } from 'zod';

/** A report with its current revision, as the desk's handlers work on it. */
export interface DeskReport {
  readonly id: string;
  readonly body: { readonly id: string; readonly name: string };
  readonly lineage: readonly string[];
  readonly year: number | null;
  readonly form: FormId | null;
  readonly state: State;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly source: { readonly objectKey: string; readonly filename: string | null; readonly sha256: string; readonly size: number; readonly format: Format | null };
  readonly content: Report | null;
  readonly readError: ReadError | null;
  readonly findings: readonly Finding[];
  readonly repairs: readonly Repair[];
  /** Why no repair is suggested, where the tables do not add up and none is small. */
  readonly repairNote: Message | null;
  readonly ruleSet: string | null;
  readonly explanations: readonly Explanation[];
  readonly publication: { readonly path: string; readonly publishedAt: Date; readonly withdrawnAt: Date | null } | null;
}

export interface Explanation { readonly finding: string; readonly text: string; readonly author: string; readonly at: string }

export interface ReportSummary {
  readonly id: string; readonly body: { readonly id: string; readonly name: string }; readonly year: number | null; readonly form: FormId | null;
  readonly state: State; readonly revision: number; readonly updatedAt: string; readonly findings: { readonly blocking: number; readonly explain: number; readonly note: number };
}

export interface Filter { readonly state?: State; readonly year?: number; readonly agency?: string }

interface ReportRow {
  id: string; body_id: string; body_name: string; lineage: string[]; year: number | null; form: FormId | null; state: State; revision: number;
  created_at: Date; updated_at: Date; object_key: string; filename: string | null; sha256: string; size: string; format: Format | null;
  content: unknown; read_error: ReadError | null; findings: unknown; repairs: unknown; repair_note: Message | null; rule_set: string | null;
  explanations: Explanation[]; path: string | null; published_at: Date | null; withdrawn_at: Date | null;
}

/** The bodies a caller reaches: by a role held there, or by a role that reaches down from a supervising body. */
function reachOf(roles: readonly RoleAt[]): { exact: string[]; downwards: string[] } {
  const reachesDown = roles.filter(({ bodyId, role }) => rolesFor([{ bodyId, role }], ['below', bodyId]).size > 0);
  return { exact: roles.map((held) => held.bodyId), downwards: reachesDown.map((held) => held.bodyId) };
}

const withinReach = (exact: string, downwards: string): string => `(b.id = any(${exact}::uuid[]) or b.lineage && ${downwards}::uuid[])`;

/** Reads reports, every query scoped to the bodies the caller reaches. */
@Injectable()
export class Reports {
  constructor(@Inject(Transactions) private readonly transactions: Transactions) {}

  /** The report, or `null` when there is none that this caller may see. */
  async find(caller: Caller, id: string): Promise<DeskReport | null> {
    return this.#find((sql, parameters) => this.transactions.read(sql, parameters), caller, id, '');
  }

  /** As `find`, with the report locked until the transaction ends. */
  async lock(tx: Transaction, caller: Caller, id: string): Promise<DeskReport | null> {
    return this.#find((sql, parameters) => tx.query(sql, parameters), caller, id, 'for no key update of r');
  }

  async #find(query: (sql: string, parameters: unknown[]) => Promise<ReportRow[]>, caller: Caller, id: string, lock: string): Promise<DeskReport | null> {
    if (!z.uuid().safeParse(id).success) return null;
    const reach = reachOf(caller.roles);
    const [row] = await query(
      `select r.id, r.body_id, b.name as body_name, b.lineage, r.year, r.form, r.state, r.revision, r.created_at, r.updated_at,
              v.object_key, v.filename, v.sha256, v.size, v.format, v.content, v.read_error, v.findings, v.repairs, v.repair_note, v.rule_set,
              p.path, p.published_at, p.withdrawn_at,
              coalesce((select jsonb_agg(jsonb_build_object('finding', e.fingerprint, 'text', e.text, 'author', a.name, 'at', e.updated_at))
                          from explanations e join accounts a on a.id = e.author_id where e.report_id = r.id), '[]') as explanations
         from reports r
         join bodies b on b.id = r.body_id
         join revisions v on v.report_id = r.id and v.number = r.revision
         left join lateral (select * from publications where report_id = r.id order by revision desc limit 1) p on true
        where r.id = $1 and ${withinReach('$2', '$3')} ${lock}`,
      [id, reach.exact, reach.downwards],
    );
    return row ? reportOfRow(row) : null;
  }

  /** A page of reports, newest change first. `before` is the cursor of the page before. */
  async list(caller: Caller, filter: Filter, before: { at: string; id: string } | null, limit: number): Promise<ReportSummary[]> {
    const reach = reachOf(caller.roles);
    const rows = await this.transactions.read<Pick<ReportRow, 'id' | 'body_id' | 'body_name' | 'year' | 'form' | 'state' | 'revision'> & { at: string; findings: ReportSummary['findings'] }>(
      `select r.id, r.body_id, b.name as body_name, r.year, r.form, r.state, r.revision,
              to_char(r.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
              (select jsonb_build_object('blocking', count(*) filter (where f->>'severity' = 'blocking'), 'explain', count(*) filter (where f->>'severity' = 'explain'),
                                         'note', count(*) filter (where f->>'severity' = 'note'))
                 from json_array_elements(coalesce(v.findings, '[]')) f) as findings
         from reports r join bodies b on b.id = r.body_id join revisions v on v.report_id = r.id and v.number = r.revision
        where ${withinReach('$1', '$2')}
          and ($3::text is null or r.state = $3) and ($4::int is null or r.year = $4) and ($5::text is null or strpos(b.name, $5) > 0 or b.id::text = $5 or b.code = $5)
          and ($6::timestamptz is null or (r.updated_at, r.id) < ($6::timestamptz, $7::uuid))
        order by r.updated_at desc, r.id desc limit $8`,
      [reach.exact, reach.downwards, filter.state ?? null, filter.year ?? null, filter.agency ?? null, before?.at ?? null, before?.id ?? null, limit],
    );
    return rows.map((row) => ({
      id: row.id, body: { id: row.body_id, name: row.body_name }, year: row.year, form: row.form, state: row.state, revision: row.revision, updatedAt: row.at, findings: row.findings,
    }));
  }
}

/** The roles a caller holds for a report's body. */
export function rolesOn(caller: Caller, report: DeskReport): ReadonlySet<HeldRole> {
  return rolesFor(caller.roles, report.lineage);
}

function reportOfRow(row: ReportRow): DeskReport {
  return {
    id: row.id, body: { id: row.body_id, name: row.body_name }, lineage: row.lineage, year: row.year, form: row.form, state: row.state, revision: row.revision,
    createdAt: row.created_at, updatedAt: row.updated_at,
    source: { objectKey: row.object_key, filename: row.filename, sha256: row.sha256, size: Number(row.size), format: row.format },
    content: row.content === null ? null : reportSchema.parse(row.content),
    readError: row.read_error,
    findings: z.array(findingSchema).parse(row.findings ?? []),
    repairs: z.array(repairSchema).parse(row.repairs ?? []),
    repairNote: row.repair_note,
    ruleSet: row.rule_set,
    explanations: row.explanations.map((explanation) => ({ ...explanation, at: new Date(explanation.at).toISOString() })),
    publication: row.path === null || row.published_at === null ? null : { path: row.path, publishedAt: row.published_at, withdrawnAt: row.withdrawn_at },
  };
}
