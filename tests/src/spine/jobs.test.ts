import { jobNames } from '@gouji/domain/jobs';
import { handlers as publishHandlers } from '@gouji/publish/publishModule';
import { handlers as validateHandlers } from '@gouji/validate/workerModule';
import { JobWorkers, type JobHandler } from '@gouji/platform/queue/jobWorkers';
import { readEnvironment } from '@gouji/platform/config/environment';
import { createLogger } from '@gouji/platform/telemetry/log';
import type { Type } from '@nestjs/common';

/** The job a handler class is for, as its instances say. */
function jobOf(handler: Type<JobHandler>): string {
  const unconnected: JobHandler = Reflect.construct(handler, []);
  return unconnected.job;
}

describe('jobs', () => {
  test('each has exactly one handler, in one app', () => {
    const handled = [...validateHandlers, ...publishHandlers].map(jobOf);
    expect([...handled].sort()).toEqual([...jobNames].sort());
  });

  test('an app in which two handlers claim one job refuses to boot', () => {
    const outcome = readEnvironment({ DATABASE_URL: 'postgres://localhost/none', S3_ENDPOINT: 'http://localhost:1', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' });
    if (!outcome.ok) throw new Error(outcome.mistakes.join());
    const handler: JobHandler<'read-report'> = { job: 'read-report', run: async () => undefined };
    expect(() => new JobWorkers([handler, handler], outcome.environment, createLogger('test', 'silent'))).toThrow('Two handlers claim the job read-report.');
  });

  test('an environment with mistakes names every one of them', () => {
    const outcome = readEnvironment({ PORT: 'eighty', S3_ENDPOINT: 'nowhere' });
    expect(outcome.ok ? [] : outcome.mistakes.map((mistake) => mistake.split(':')[0])).toEqual(['PORT', 'DATABASE_URL', 'S3_ENDPOINT', 'S3_ACCESS_KEY', 'S3_SECRET_KEY']);
  });
});
