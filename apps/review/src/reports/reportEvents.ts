import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { State } from '@gouji/domain/approval';
import { Transactions } from '@gouji/platform/database/transactions';
import { LOGGER, type Logger } from '@gouji/platform/telemetry/log';
import type { FastifyReply, FastifyRequest } from 'fastify';

const POLL_MS = 400;
const HEARTBEAT_MS = 15_000;

interface Progress { id: string; state: State; revision: number; stage: 'reading' | 'done'; findings: number }
interface Watcher { readonly reply: FastifyReply; last: string; heard: number }

/** Live progress. One query serves everybody who watches, and only while somebody does; nothing is held that a restart could lose. */
@Injectable()
export class ReportEvents implements BeforeApplicationShutdown {
  readonly #watchers = new Map<string, Set<Watcher>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(@Inject(Transactions) private readonly transactions: Transactions, @Inject(LOGGER) private readonly log: Logger) {}

  /** Takes over the response and keeps it open until the client goes. The first event comes at once. */
  stream(reportId: string, request: FastifyRequest, reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no', Connection: 'keep-alive' });
    reply.raw.write('retry: 2000\n\n');
    const watcher: Watcher = { reply, last: '', heard: Date.now() };
    const watchers = this.#watchers.get(reportId) ?? new Set();
    this.#watchers.set(reportId, watchers.add(watcher));
    request.raw.on('close', () => {
      watchers.delete(watcher);
      if (watchers.size === 0) this.#watchers.delete(reportId);
    });
    this.#timer ??= setInterval(() => void this.#look(), POLL_MS).unref();
    void this.#look();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
    for (const watchers of this.#watchers.values()) for (const watcher of watchers) watcher.reply.raw.end();
  }

  async #look(): Promise<void> {
    if (this.#watchers.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    try {
      const rows = await this.transactions.read<Progress>(
        `select r.id, r.state, r.revision,
                case when r.state = 'received' then 'reading' else 'done' end as stage,
                coalesce(json_array_length(v.findings), 0) as findings
           from reports r join revisions v on v.report_id = r.id and v.number = r.revision where r.id = any($1::uuid[])`,
        [[...this.#watchers.keys()]],
      );
      for (const { id, ...progress } of rows) for (const watcher of this.#watchers.get(id) ?? []) tell(watcher, JSON.stringify(progress));
    } catch (error) {
      this.log.warn({ err: error }, 'Progress could not be read; the next look comes shortly.');
    }
  }
}

function tell(watcher: Watcher, data: string): void {
  const now = Date.now();
  if (data !== watcher.last) watcher.reply.raw.write(`event: progress\ndata: ${data}\n\n`);
  else if (now - watcher.heard > HEARTBEAT_MS) watcher.reply.raw.write(': still here\n\n');
  else return;
  watcher.last = data;
  watcher.heard = now;
}
