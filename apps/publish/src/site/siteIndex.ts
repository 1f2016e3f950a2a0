import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '@gouji/platform/database/transactions';
import { ObjectStore } from '@gouji/platform/storage/objectStore';
import { LOGGER, type Logger } from '@gouji/platform/telemetry/log';
import { listPage, type ListedReport } from '../pages/listPage.js';
import { stylesheet } from '../pages/stylesheet.js';

const REST_MS = 1_000;
/** A list that another process changed is noticed within this time. */
const LOOK_MS = 10_000;
const NEWEST = 100;

/**
 * The site's lists: the newest reports, and every year's. They are made from the record of publications after it has
 * changed, many changes at once, so that publishing costs the same whether ten reports are public or ten thousand.
 */
@Injectable()
export class SiteIndex implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #building: Promise<void> = Promise.resolve();
  #built = '';

  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(ObjectStore) private readonly store: ObjectStore,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#looking = setInterval(() => this.changed(), LOOK_MS).unref();
    this.changed();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#looking);
    clearTimeout(this.#timer);
    await this.#building;
  }

  /** Something was published or withdrawn: the lists follow shortly. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#building = this.#building.then(() => this.#build()).catch((error: unknown) => this.log.warn({ err: error }, 'The lists of the site could not be written; the next change or look tries again.'))
        .finally(() => { this.#timer = undefined; });
    }, REST_MS);
  }

  async #build(): Promise<void> {
    const [state] = await this.transactions.read<{ state: string }>(
      "select concat(count(*), ' ', count(withdrawn_at), ' ', max(published_at), ' ', max(withdrawn_at)) as state from publications");
    if (!state || state.state === this.#built) return;
    const reports = await this.transactions.read<ListedReport>(
      `select p.path, b.name, r.year, v.content->>'title' as title
         from publications p join reports r on r.id = p.report_id join bodies b on b.id = r.body_id join revisions v on v.report_id = p.report_id and v.number = p.revision
        where p.withdrawn_at is null and p.revision = (select max(revision) from publications where report_id = p.report_id)
        order by r.year desc, b.name, p.path`,
    );
    const years = [...new Set(reports.map((report) => report.year))];
    await this.#write('assets/site.css', 'text/css; charset=utf-8', stylesheet);
    for (const year of years) await this.#write(`years/${year}/index.html`, 'text/html; charset=utf-8', listPage(`${year}年度政府信息公开工作年度报告`, reports.filter((report) => report.year === year), [], '../../'));
    const links = years.map((year) => ({ href: `years/${year}/`, text: `${year}年度` }));
    await this.#write('index.html', 'text/html; charset=utf-8', listPage('政府信息公开工作年度报告', reports.slice(0, NEWEST), links, './'));
    this.#built = state.state;
  }

  async #write(key: string, contentType: string, text: string): Promise<void> {
    const body = Buffer.from(text);
    await this.store.put('public', key, body, body.length, { 'Content-Type': contentType });
  }
}
