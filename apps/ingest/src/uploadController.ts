import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { customProblem } from '@gouji/domain/problems';
import type { Caller } from '@gouji/platform/auth/caller';
import { CurrentCaller } from '@gouji/platform/auth/caller';
import { ENVIRONMENT, type Environment } from '@gouji/platform/config/environment';
import { ProblemException, refuse } from '@gouji/platform/http/problems';
import { Metrics } from '@gouji/platform/telemetry/metrics';
import { formatOf } from '@gouji/reading/formatOf';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileReport, type Filed } from './fileReport.js';
import { receiveUpload } from './receiveUpload.js';
import { YearOf } from './yearOf.js';

@Controller('api/uploads')
export class UploadController {
  constructor(
    @Inject(FileReport) private readonly fileReport: FileReport,
    @Inject(YearOf) private readonly yearOf: YearOf,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** Takes one report. `body` and `year` need to be given only where the account or the file does not settle them. */
  @Post()
  @HttpCode(202)
  async upload(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Filed> {
    try {
      const filed = await this.#upload(caller, request);
      this.metrics.uploads.inc({ outcome: 'accepted' });
      void reply.header('Location', `/api/reports/${filed.id}`);
      return filed;
    } catch (error) {
      this.metrics.uploads.inc({ outcome: error instanceof ProblemException ? error.problem.code : 'failed' });
      throw error;
    }
  }

  async #upload(caller: Caller, request: FastifyRequest): Promise<Filed> {
    const key = idempotencyKeyOf(request);
    const received = await receiveUpload(request, this.environment.UPLOAD_LIMIT_MB);
    if (!received.ok) throw new ProblemException(received.problem);
    const { upload } = received;
    try {
      const target = await this.fileReport.targetFor(caller, upload.fields);
      if ('code' in target) throw new ProblemException(target);
      const bytes = await upload.bytes();
      const format = formatOf(bytes);
      if (!format.ok) throw new ProblemException(customProblem(format.error.code === 'unsupported-type' ? 415 : 422, format.error.code, format.error.message));
      const filed = await this.fileReport.file({
        caller, key, bodyId: target.bodyId, year: target.year ?? (await this.yearOf.find(bytes, format.format, upload.filename)),
        filename: upload.filename, bytes, sha256: upload.sha256, format: format.format,
      });
      if ('code' in filed) throw new ProblemException(filed);
      return filed;
    } finally {
      await upload.discard();
    }
  }
}

function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) refuse('idempotency-key-invalid');
  return key;
}
