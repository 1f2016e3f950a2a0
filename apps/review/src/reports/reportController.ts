import { Body, Controller, Get, Headers, Inject, Param, Patch, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { states } from '@gouji/domain/approval';
import type { Caller } from '@gouji/platform/auth/caller';
import { CurrentCaller } from '@gouji/platform/auth/caller';
import { ENVIRONMENT, type Environment } from '@gouji/platform/config/environment';
import { Transactions } from '@gouji/platform/database/transactions';
import { plainText } from '@gouji/platform/http/plainText';
import { ProblemException, refuse } from '@gouji/platform/http/problems';
import { brokenAt, timelineOf } from '@gouji/platform/reports/timeline';
import { ObjectStore } from '@gouji/platform/storage/objectStore';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { CorrectFacts, correctionSchema } from './correctFacts.js';
import { ExplainFinding } from './explainFinding.js';
import { presentReport, type PresentedReport } from './presentReport.js';
import { ReportEvents } from './reportEvents.js';
import { Reports, rolesOn, type DeskReport, type ReportSummary } from './reports.js';

const listQuery = z.object({
  state: z.enum(states).optional(),
  year: z.coerce.number().int().optional(),
  agency: plainText(200).min(1).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const cursorSchema = z.object({ at: z.iso.datetime({ precision: 6 }), id: z.uuid() });
const explanationSchema = z.object({ text: plainText(5_000).trim().min(1) });

@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/reports')
export class ReportController {
  constructor(
    @Inject(Reports) private readonly reports: Reports,
    @Inject(CorrectFacts) private readonly correctFacts: CorrectFacts,
    @Inject(ExplainFinding) private readonly explainFinding: ExplainFinding,
    @Inject(ReportEvents) private readonly reportEvents: ReportEvents,
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(ObjectStore) private readonly store: ObjectStore,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Get()
  @ApiQuery({ name: 'state', required: false, enum: states })
  @ApiQuery({ name: 'year', required: false, type: Number })
  @ApiQuery({ name: 'agency', required: false, description: 'Part of the body’s name, its code or its id.' })
  @ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before.' })
  @ApiQuery({ name: 'limit', required: false, type: Number })
  @ApiResponse({ status: 200, description: 'The reports of the bodies the caller reaches, newest change first: `{items, next}`.' })
  async list(@CurrentCaller() caller: Caller, @Query({ schema: listQuery }) query: z.infer<typeof listQuery>): Promise<{ items: ReportSummary[]; next: string | null }> {
    const before = query.cursor === undefined ? null : cursorOf(query.cursor);
    const items = await this.reports.list(caller, query, before, query.limit + 1);
    const page = items.slice(0, query.limit);
    const last = page.at(-1);
    return { items: page, next: items.length > query.limit && last ? Buffer.from(JSON.stringify({ at: last.updatedAt, id: last.id })).toString('base64url') : null };
  }

  @Get(':id')
  @ApiResponse({ status: 200, description: 'The report: state, form, year, facts, findings, repairs, explanations. `ETag` is its revision.' })
  async one(@CurrentCaller() caller: Caller, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<PresentedReport> {
    return this.#present(caller, await this.#found(caller, id), reply);
  }

  @Patch(':id/facts')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of the revision the correction is based on.' })
  @ApiBody({ schema: { type: 'object', required: ['facts'], properties: { facts: { type: 'object', additionalProperties: { type: 'number', nullable: true } }, reason: { type: 'string' } } } })
  @ApiResponse({ status: 200, description: 'The report in its new revision, checked.' })
  async correct(@CurrentCaller() caller: Caller, @Param('id') id: string, @Headers('if-match') ifMatch: string | undefined, @Body({ schema: correctionSchema }) body: z.infer<typeof correctionSchema>, @Res({ passthrough: true }) reply: FastifyReply): Promise<PresentedReport> {
    const outcome = await this.correctFacts.correct(caller, id, ifMatch, body);
    if (outcome) throw new ProblemException(outcome);
    return this.#present(caller, await this.#found(caller, id), reply);
  }

  @Put(':id/explanations/:finding')
  @ApiBody({ schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } } })
  @ApiResponse({ status: 200, description: 'The report with the explanation.' })
  async explain(@CurrentCaller() caller: Caller, @Param('id') id: string, @Param('finding') finding: string, @Body({ schema: explanationSchema }) body: z.infer<typeof explanationSchema>, @Res({ passthrough: true }) reply: FastifyReply): Promise<PresentedReport> {
    const outcome = await this.explainFinding.explain(caller, id, finding, body.text);
    if (outcome) throw new ProblemException(outcome);
    return this.#present(caller, await this.#found(caller, id), reply);
  }

  @Get(':id/timeline')
  @ApiResponse({ status: 200, description: 'Who did what, when and why, oldest first; `intact` says whether the hash chain holds.' })
  async timeline(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<unknown> {
    const report = await this.#found(caller, id);
    const entries = await timelineOf((sql, parameters) => this.transactions.read(sql, parameters), report.id);
    const actors = entries.flatMap((entry) => (entry.actor === null ? [] : [entry.actor]));
    const accounts = await this.transactions.read<{ id: string; name: string }>('select id, name from accounts where id = any($1::uuid[])', [actors]);
    const nameOf = new Map(accounts.map((account) => [account.id, account.name]));
    return { items: entries.map((entry) => ({ ...entry, actorName: entry.actor === null ? null : nameOf.get(entry.actor) ?? null })), intact: brokenAt(entries) === null };
  }

  @Get(':id/source')
  @ApiResponse({ status: 200, description: 'The uploaded file, byte for byte.' })
  async source(@CurrentCaller() caller: Caller, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    const report = await this.#found(caller, id);
    void reply.headers({
      // Uploaded bytes are never interpreted in this site's name: a download, never a page.
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(report.source.filename ?? 'report')}`,
      'Content-Length': String(report.source.size),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
    return this.store.stream('sources', report.source.objectKey);
  }

  @Get(':id/events')
  @ApiResponse({ status: 200, description: 'Server-sent events: `progress` with `{state, revision, stage, findings}` at every change.' })
  async events(@CurrentCaller() caller: Caller, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const report = await this.#found(caller, id);
    this.reportEvents.stream(report.id, request, reply);
  }

  async #found(caller: Caller, id: string): Promise<DeskReport> {
    return (await this.reports.find(caller, id)) ?? refuse('not-found');
  }

  #present(caller: Caller, report: DeskReport, reply: FastifyReply): PresentedReport {
    void reply.header('ETag', `"${report.revision}"`).header('Cache-Control', 'no-store');
    return presentReport(report, rolesOn(caller, report), this.environment.PUBLIC_URL);
  }
}

function cursorOf(cursor: string): { at: string; id: string } {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    return refuse('invalid-request', { errors: [{ where: 'cursor', message: 'not a cursor of this list' }] });
  }
}
