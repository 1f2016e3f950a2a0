import { Inject, Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { LOGGER, type Logger } from './log.js';

/** The numbers this process shows at `/metrics`. */
@Injectable()
export class Metrics {
  readonly #registry = new Registry();

  readonly jobSeconds = new Histogram({
    name: 'gouji_job_seconds', help: 'Time a job took, in seconds.', labelNames: ['job', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], registers: [this.#registry],
  });

  readonly uploads = new Counter({ name: 'gouji_uploads_total', help: 'Uploads by outcome.', labelNames: ['outcome'], registers: [this.#registry] });

  constructor(@Inject(LOGGER) log: Logger) {
    this.#registry.setDefaultLabels({ app: String(log.bindings()['app']) });
    collectDefaultMetrics({ register: this.#registry });
  }

  async text(): Promise<string> {
    return this.#registry.metrics();
  }
}
