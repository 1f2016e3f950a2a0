import { Module } from '@nestjs/common';
import { JOB_HANDLERS, JobWorkers } from '@gouji/platform/queue/jobWorkers';
import { PublishReport } from './jobs/publishReport.js';
import { WithdrawReport } from './jobs/withdrawReport.js';
import { SiteController } from './site/siteController.js';
import { SiteIndex } from './site/siteIndex.js';

/** The jobs this app handles. */
export const handlers = [PublishReport, WithdrawReport];

@Module({
  controllers: [SiteController],
  providers: [
    ...handlers,
    SiteIndex,
    JobWorkers,
    { provide: JOB_HANDLERS, useFactory: (publish: PublishReport, withdraw: WithdrawReport) => [publish, withdraw], inject: handlers },
  ],
})
export class PublishModule {}
