import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { checkReport } from '@gouji/domain/check';
import { findingSchema, type Finding } from '@gouji/domain/findings';
import { changesOfFindings } from '@gouji/domain/impact';
import { proseSketch } from '@gouji/domain/narrative/resemblance';
import { roleSentences, rolesFor } from '@gouji/domain/permissions';
import { reportSchema } from '@gouji/domain/report';
import { ruleSet } from '@gouji/domain/rules/registry';
import type { Caller } from '@gouji/platform/auth/caller';
import { CurrentCaller } from '@gouji/platform/auth/caller';
import { Transactions } from '@gouji/platform/database/transactions';
import { refuse } from '@gouji/platform/http/problems';
import { checkContextFor } from '@gouji/platform/reports/checkContext';
import { z } from 'zod';

const importSchema = z.object({
  /** The body by its code, its id or its exact name; without it, by the name the report gives. */
  body: z.string().min(1).max(200).optional(),
  sourceSha256: z.string().regex(/^[0-9a-f]{64}$/),
  report: reportSchema,
});
const pageQuery = z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(500).default(200) });

interface StoredRow { id: string; revision: number; year: number; body_id: string; body: string; content: unknown; findings: unknown; rule_set: string }

/** What the current rules would change for one stored report. */
interface ReportImpact {
  readonly id: string; readonly revision: number; readonly body: string; readonly year: number; readonly ruleSet: string;
  readonly before: readonly Finding[]; readonly after: readonly Finding[];
}

/** Earlier years brought in by an administrator, and the effect of changed rules on what is stored. */
@ApiTags('history')
@ApiBearerAuth()
@Controller('api')
export class HistoryController {
  constructor(@Inject(Transactions) private readonly transactions: Transactions) {}

  /** Takes one report of an earlier year, read by the client, as history to compare with. Importing it again replaces it. */
  @Post('history')
  @HttpCode(200)
  @ApiBody({ schema: { type: 'object', required: ['report', 'sourceSha256'], properties: { body: { type: 'string' }, sourceSha256: { type: 'string' }, report: { type: 'object' } } } })
  @ApiResponse({ status: 200, description: '`{body, year}`: what was recorded.' })
  @ApiResponse({ status: 404, description: 'No body of that name among those the caller administers.' })
  async import(@CurrentCaller() caller: Caller, @Body({ schema: importSchema }) body: z.infer<typeof importSchema>): Promise<{ body: string; year: number }> {
    if (!caller.roles.some((held) => held.role === 'administrator')) refuse('forbidden', { message: roleSentences.administrator });
    const { report } = body;
    const named = [body.body, report.agency, report.signature.agency].filter((name): name is string => typeof name === 'string' && name !== '');
    const found = await this.transactions.read<{ id: string; name: string; lineage: string[] }>(
      'select id, name, lineage from bodies where name = any($1::text[]) or code = any($1::text[]) or id::text = any($1::text[])', [body.body === undefined ? named : [body.body]]);
    const own = found.filter((candidate) => rolesFor(caller.roles, candidate.lineage).has('administrator'));
    const [target] = own;
    if (!target || own.length > 1) {
      return refuse('not-found', { message: {
        zh: `没有找到名为“${named.join('”或“')}”的机关，请用 --body 写明机关代码。`,
        en: `No single body is called ${named.map((name) => `“${name}”`).join(' or ')}. Name it by its code with --body.`,
      } });
    }
    await this.transactions.read(
      `insert into past_reports (body_id, year, form, facts, sketch, source_sha256, imported_by) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (body_id, year) do update set form = excluded.form, facts = excluded.facts, sketch = excluded.sketch, source_sha256 = excluded.source_sha256,
                                                 imported_by = excluded.imported_by, imported_at = now()`,
      [target.id, report.year, report.form, JSON.stringify(report.facts), proseSketch(report), body.sourceSha256, caller.accountId],
    );
    return { body: target.name, year: report.year };
  }

  /** Applies the current rules to stored reports, a page at a time, and tells what differs from their stored findings. Changes nothing. */
  @Get('impact')
  @ApiQuery({ name: 'after', required: false, description: '`next` of the page before.' })
  @ApiQuery({ name: 'limit', required: false, type: Number })
  @ApiResponse({ status: 200, description: '`{ruleSet, items, next, total}`; `items` are the reports looked at, with findings before and after where they differ.' })
  async impact(@CurrentCaller() caller: Caller, @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>): Promise<{ ruleSet: string; total: number; looked: number; items: ReportImpact[]; next: string | null }> {
    const reach = caller.roles.filter((held) => held.role === 'administrator' || held.role === 'auditor').map((held) => held.bodyId);
    if (reach.length === 0) refuse('forbidden', { message: roleSentences.administrator });
    const [count] = await this.transactions.read<{ total: string }>(
      'select count(*) as total from reports r join bodies b on b.id = r.body_id join revisions v on v.report_id = r.id and v.number = r.revision where b.lineage && $1::uuid[] and v.findings is not null', [reach]);
    const rows = await this.transactions.read<StoredRow>(
      `select r.id, r.revision, r.year, r.body_id, b.name as body, v.content, v.findings, v.rule_set
         from reports r join bodies b on b.id = r.body_id join revisions v on v.report_id = r.id and v.number = r.revision
        where b.lineage && $1::uuid[] and v.findings is not null and ($2::uuid is null or r.id > $2) order by r.id limit $3`,
      [reach, query.after ?? null, query.limit],
    );
    const items: ReportImpact[] = [];
    for (const row of rows) {
      const impact = await this.#impactOn(row);
      if (impact) items.push(impact);
    }
    return { ruleSet, total: Number(count?.total ?? 0), looked: rows.length, items, next: rows.length === query.limit ? rows.at(-1)?.id ?? null : null };
  }

  async #impactOn(row: StoredRow): Promise<ReportImpact | null> {
    const context = await checkContextFor((sql, parameters) => this.transactions.read(sql, parameters), { bodyId: row.body_id, year: row.year, reportId: row.id });
    const before = z.array(findingSchema).parse(row.findings);
    const after = checkReport(reportSchema.parse(row.content), context).findings;
    const changes = changesOfFindings(before, after);
    if (changes.appeared.length + changes.vanished.length + changes.regraded.length === 0) return null;
    return { id: row.id, revision: row.revision, body: row.body, year: row.year, ruleSet: row.rule_set, before, after };
  }
}
