import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiResponse, ApiTags } from '@nestjs/swagger';
import { personActions } from '@gouji/domain/approval';
import type { Caller } from '@gouji/platform/auth/caller';
import { CurrentCaller } from '@gouji/platform/auth/caller';
import { plainText } from '@gouji/platform/http/plainText';
import { ProblemException } from '@gouji/platform/http/problems';
import { z } from 'zod';
import { DecideReport, type Decided } from './decideReport.js';

const actionSchema = z.object({ action: z.enum(personActions), reason: plainText(2_000).trim().optional() });

@ApiTags('decisions')
@ApiBearerAuth()
@Controller('api/reports')
export class DecisionController {
  constructor(@Inject(DecideReport) private readonly decideReport: DecideReport) {}

  @Post(':id/actions')
  @HttpCode(200)
  @ApiBody({ schema: { type: 'object', required: ['action'], properties: { action: { type: 'string', enum: [...personActions] }, reason: { type: 'string' } } } })
  @ApiResponse({ status: 200, description: '`{id, state, revision}` after the action.' })
  @ApiResponse({ status: 403, description: 'The sentence that forbids it.' })
  @ApiResponse({ status: 409, description: 'The state has moved on.' })
  @ApiResponse({ status: 422, description: 'A guard does not hold.' })
  async act(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body({ schema: actionSchema }) body: z.infer<typeof actionSchema>): Promise<Decided> {
    const outcome = await this.decideReport.decide(caller, id, body.action, body.reason ?? null);
    if ('code' in outcome) throw new ProblemException(outcome);
    return outcome;
  }
}
