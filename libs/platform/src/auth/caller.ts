import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { RoleAt } from '@gouji/domain/permissions';
import type { FastifyRequest } from 'fastify';

/** The person behind a request. */
export interface Caller {
  readonly accountId: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly RoleAt[];
}

const callers = new WeakMap<FastifyRequest, Caller>();

export function rememberCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller);
}

/** The caller that the guard found for this request. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error('A handler asked for the caller on a route that the session guard does not keep.');
  return caller;
}

/** Injects the caller into a handler of a guarded route. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()));
