import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { problem, type Problem, type ProblemCode } from '@gouji/domain/problems';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../telemetry/log.js';
import { ProblemException } from './problems.js';

/** Turns whatever a request ended with into `application/problem+json`. A bug or broken infrastructure is logged here, once. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) return;
    const answer = this.#problemOf(error, http.getRequest<FastifyRequest>());
    if (error instanceof ProblemException) void reply.headers(error.headers);
    if (answer.status === 401) void reply.header('WWW-Authenticate', 'Bearer realm="gouji"');
    if (answer.status === 503) void reply.header('Retry-After', '5');
    void reply.status(answer.status).header('Content-Type', 'application/problem+json; charset=utf-8').send(JSON.stringify(answer));
  }

  #problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof ProblemException) return error.problem;
    const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
    const code = codeForStatus(status);
    if (code) return problem(code);
    // A null character in a name or an address: PostgreSQL holds none. What people type is refused earlier, by its schema.
    if (error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '22P05')) return problem('invalid-request');
    if (isOutage(error)) {
      this.log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'A request failed because a service behind this app is not reachable.');
      return problem('unavailable');
    }
    this.log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'A request failed unexpectedly.');
    return problem('internal');
  }
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}

function codeForStatus(status: number): ProblemCode | null {
  if (status === 404) return 'not-found';
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 413) return 'file-too-large';
  if (status >= 400 && status < 500) return 'invalid-request';
  return null;
}

/** Codes of lost connections and of PostgreSQL shutting down or full; the request may be sent again. */
const outageCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', '57P01', '57P02', '57P03', '53300', '08006', '08003', '08001']);

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return outageCodes.has(code) || /Connection terminated|timeout exceeded when trying to connect|timeout expired/.test(error.message);
}
