import { Controller, Get, Header, HttpCode, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobQueues } from '../queue/jobQueues.js';
import { ObjectStore } from '../storage/objectStore.js';
import { OpenToEverybody } from '../auth/sessionGuard.js';
import { Metrics } from '../telemetry/metrics.js';
import { refuse } from './problems.js';

/** Probes: `healthz` says that the process lives, `readyz` that it can do its work; `metrics` is Prometheus text. */
@OpenToEverybody()
@Controller()
export class HealthController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(JobQueues) private readonly queues: JobQueues,
    @Inject(ObjectStore) private readonly store: ObjectStore,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get('healthz')
  @HttpCode(200)
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(): Promise<{ status: 'ok' }> {
    const checks = Promise.all([this.dataSource.query('select 1'), this.queues.ready(), this.store.ready()]).then(() => true, () => false);
    const tooLate = new Promise<false>((resolve) => { setTimeout(() => resolve(false), 3_000).unref(); });
    if (!(await Promise.race([checks, tooLate]))) refuse('unavailable');
    return { status: 'ok' };
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async prometheus(): Promise<string> {
    return this.metrics.text();
  }
}
