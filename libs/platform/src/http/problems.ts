import { HttpException } from '@nestjs/common';
import { problem, type Problem, type ProblemCode } from '@gouji/domain/problems';

/** A problem on its way to the client. Handlers throw it at the edge; below the edge, problems are values. */
export class ProblemException extends HttpException {
  constructor(readonly problem: Problem, readonly headers: Readonly<Record<string, string>> = {}) {
    super(problem, problem.status);
  }
}

/** Ends the request with a problem of the catalogue. */
export function refuse(code: ProblemCode, exact?: Partial<Pick<Problem, 'message' | 'errors'>>): never {
  throw new ProblemException(problem(code, exact));
}
