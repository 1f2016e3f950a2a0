import { Module } from '@nestjs/common';
import { AuthModule } from '@gouji/platform/auth/authModule';
import { CorrectFacts } from './reports/correctFacts.js';
import { DecideReport } from './decisions/decideReport.js';
import { DecisionController } from './decisions/decisionController.js';
import { ExplainFinding } from './reports/explainFinding.js';
import { HistoryController } from './history/historyController.js';
import { ReportController } from './reports/reportController.js';
import { ReportEvents } from './reports/reportEvents.js';
import { Reports } from './reports/reports.js';
import { SessionController } from './sessions/sessionController.js';

@Module({
  imports: [AuthModule],
  controllers: [SessionController, ReportController, DecisionController, HistoryController],
  providers: [Reports, ReportEvents, CorrectFacts, ExplainFinding, DecideReport],
})
export class DeskModule {}
