import { Module } from '@nestjs/common';
import { JOB_HANDLERS, JobWorkers } from '@gouji/platform/queue/jobWorkers';
import { CheckReport } from './jobs/checkReport.js';
import { ReadReport } from './jobs/readReport.js';
import { Checker } from './checker.js';
import { Reader } from './reader.js';

/** The jobs this app handles. */
export const handlers = [ReadReport, CheckReport];

@Module({
  providers: [
    ...handlers,
    Reader,
    Checker,
    JobWorkers,
    { provide: JOB_HANDLERS, useFactory: (read: ReadReport, check: CheckReport) => [read, check], inject: handlers },
  ],
})
export class WorkerModule {}
