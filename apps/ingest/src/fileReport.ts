import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { transitionFor, type State } from '@gouji/domain/approval';
import { roleSentences, rolesFor } from '@gouji/domain/permissions';
import { problem, type Problem } from '@gouji/domain/problems';
import type { Format } from '@gouji/domain/report';
import type { Caller } from '@gouji/platform/auth/caller';
import { Transactions, type Transaction } from '@gouji/platform/database/transactions';
import { moveReport, openReport } from '@gouji/platform/reports/moveReport';
import { ObjectStore } from '@gouji/platform/storage/objectStore';
import { z } from 'zod';

export interface Filed { readonly id: string; readonly revision: number }

interface Filing {
  readonly caller: Caller;
  readonly key: string | null;
  readonly bodyId: string;
  readonly year: number | null;
  readonly filename: string;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly format: Format;
}

const fieldsSchema = z.object({
  body: z.uuid().optional(),
  year: z.coerce.number().int().min(1900).max(2200).optional(),
});

const filedSchema = z.object({ id: z.uuid(), revision: z.int().positive() });

/** Puts a file into the store and a revision into the database, both or neither as far as anyone can see. */
@Injectable()
export class FileReport {
  constructor(@Inject(Transactions) private readonly transactions: Transactions, @Inject(ObjectStore) private readonly store: ObjectStore) {}

  /** The body (and year, if stated) a file is for: the field `body`, else the one body the caller edits for. */
  async targetFor(caller: Caller, fields: Readonly<Record<string, string>>): Promise<{ bodyId: string; year: number | null } | Problem> {
    const parsed = fieldsSchema.safeParse({ body: fields['body'] || undefined, year: fields['year'] || undefined });
    if (!parsed.success) return problem('invalid-request', { errors: parsed.error.issues.map((issue) => ({ where: issue.path.join('.'), message: issue.message })) });
    const own = caller.roles.filter((held) => held.role === 'editor').map((held) => held.bodyId);
    const bodyId = parsed.data.body ?? (own.length === 1 ? own[0] : undefined);
    if (bodyId === undefined) return own.length === 0 ? problem('forbidden', { message: roleSentences.editor }) : problem('body-ambiguous');
    if (!rolesFor(caller.roles, [bodyId]).has('editor')) return problem('forbidden', { message: roleSentences.editor });
    return { bodyId, year: parsed.data.year ?? null };
  }

  /**
   * Files the report. The same key with the same file gives the first answer again; a second file for a body and year
   * makes a new revision while the report is with its editor.
   */
  async file(filing: Filing): Promise<Filed | Problem> {
    const before = await this.#answered(filing);
    if (before) return before;
    // By day, so that what is kept for a time can be found by time; the body is in the database.
    const objectKey = `${new Date().toISOString().slice(0, 10)}/${randomUUID()}`;
    await this.store.put('sources', objectKey, filing.bytes, filing.bytes.length, { 'Content-Type': 'application/octet-stream' });
    const outcome = await this.#record(filing, objectKey);
    // What was not recorded must not linger; should this fail too, the object is unreachable and harmless.
    if ('code' in outcome) await this.store.remove('sources', [objectKey]);
    return outcome;
  }

  async #record(filing: Filing, objectKey: string): Promise<Filed | Problem> {
    for (;;) {
      try {
        return await this.transactions.run(async (tx) => {
          // Requests with one key wait for each other here; the second finds the first one's answer.
          if (filing.key !== null) await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${filing.caller.accountId} ${filing.key}`]);
          const answered = filing.key === null ? null : await this.#answered(filing, tx);
          if (answered) return answered;
          const filed = await this.#open(tx, filing, objectKey);
          if ('code' in filed) return filed;
          if (filing.key !== null) {
            await tx.query('insert into idempotency_keys (account_id, key, fingerprint, answer) values ($1, $2, $3, $4)',
              [filing.caller.accountId, filing.key, fingerprintOf(filing), JSON.stringify(filed)]);
          }
          return filed;
        });
      } catch (error) {
        // Two first files for one body and year at the same moment: the second now finds the first one's report.
        if (!isUniqueViolation(error)) throw error;
      }
    }
  }

  async #open(tx: Transaction, filing: Filing, objectKey: string): Promise<Filed | Problem> {
    const [existing] = filing.year === null ? [] : await tx.query<{ id: string; state: State; revision: number }>(
      'select id, state, revision from reports where body_id = $1 and year = $2 for update', [filing.bodyId, filing.year]);
    const source = { objectKey, filename: filing.filename, sha256: filing.sha256, size: filing.bytes.length, format: filing.format };
    if (!existing) {
      const id = randomUUID();
      await openReport(tx, { id, bodyId: filing.bodyId, year: filing.year, actor: filing.caller.accountId, source });
      return { id, revision: 1 };
    }
    if (!transitionFor(existing.state, 'upload')) return problem('not-with-editor');
    const moved = await moveReport(tx, {
      reportId: existing.id, from: existing.state, revision: existing.revision, action: 'upload', actor: filing.caller.accountId,
      detail: { filename: filing.filename, sha256: filing.sha256 },
    });
    if (moved.outcome === 'moved-on') return problem('not-with-editor');
    await tx.query(
      `insert into revisions (report_id, number, origin, author_id, object_key, filename, sha256, size, format) values ($1, $2, 'upload', $3, $4, $5, $6, $7, $8)`,
      [existing.id, moved.revision, filing.caller.accountId, source.objectKey, source.filename, source.sha256, source.size, source.format],
    );
    return { id: existing.id, revision: moved.revision };
  }

  /** The answer already given for this key, or the problem that the key was used for something else. */
  async #answered(filing: Filing, tx?: Transaction): Promise<Filed | Problem | null> {
    if (filing.key === null) return null;
    const sql = 'select fingerprint, answer from idempotency_keys where account_id = $1 and key = $2';
    const parameters = [filing.caller.accountId, filing.key];
    const [known] = tx ? await tx.query<{ fingerprint: string; answer: unknown }>(sql, parameters) : await this.transactions.read<{ fingerprint: string; answer: unknown }>(sql, parameters);
    if (!known) return null;
    return known.fingerprint === fingerprintOf(filing) ? filedSchema.parse(known.answer) : problem('idempotency-key-reused');
  }
}

function fingerprintOf(filing: Filing): string {
  return `${filing.bodyId} ${filing.sha256}`;
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
