import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../http/problems.js';
import { rememberCaller } from './caller.js';
import { Sessions } from './sessions.js';

export const SESSION_COOKIE = 'gouji_session';
const OPEN = 'open to everybody';

/** Marks a route that needs no session. */
export const OpenToEverybody = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN, true);

/**
 * Finds the caller by bearer token or session cookie; without one the request ends with 401.
 * A cookie travels with any request the browser makes, so a cookie's request that changes something must come from
 * this site's own pages: browsers say so in Sec-Fetch-Site, older ones in Origin.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(@Inject(Sessions) private readonly sessions: Sessions, @Inject(Reflector) private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean | undefined>(OPEN, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const credential = credentialOf(request);
    if (!credential) refuse('unauthenticated');
    if (credential.kind === 'cookie' && !isSafe(request.method) && !isSameSite(request)) refuse('cross-site');
    const caller = await this.sessions.caller(credential.token);
    if (!caller) refuse('unauthenticated');
    rememberCaller(request, caller);
    return true;
  }
}

/** The session token a request carries: a bearer token wins over the cookie. */
export function credentialOf(request: FastifyRequest): { kind: 'bearer' | 'cookie'; token: string } | null {
  const bearer = /^Bearer ([\w-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { kind: 'bearer', token: bearer };
  const cookie = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([\\w-]{20,200})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1];
  return cookie ? { kind: 'cookie', token: cookie } : null;
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** Whether the browser says that one of this site's own pages sent the request. A request that says nothing is refused. */
export function isSameSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers.origin;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === (request.headers['x-forwarded-host'] ?? request.headers.host);
}
