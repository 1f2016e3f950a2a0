import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { RoleAt } from '@gouji/domain/permissions';
import type { Caller } from '@gouji/platform/auth/caller';
import { CurrentCaller } from '@gouji/platform/auth/caller';
import { OpenToEverybody, SESSION_COOKIE, credentialOf, isSameSite } from '@gouji/platform/auth/sessionGuard';
import { Sessions } from '@gouji/platform/auth/sessions';
import { Transactions } from '@gouji/platform/database/transactions';
import { refuse } from '@gouji/platform/http/problems';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

const credentials = z.object({ username: z.string().min(1).max(200), password: z.string().min(1).max(1_000) });

interface Account { readonly id: string; readonly username: string; readonly name: string; readonly roles: readonly (RoleAt & { readonly body: string })[] }

@ApiTags('sessions')
@Controller('api/sessions')
export class SessionController {
  constructor(@Inject(Sessions) private readonly sessions: Sessions, @Inject(Transactions) private readonly transactions: Transactions) {}

  /** Signs in. Programs use the token as a bearer token; browsers keep the cookie, which scripts cannot read. */
  @Post()
  @OpenToEverybody()
  @HttpCode(201)
  @ApiBody({ schema: { type: 'object', required: ['username', 'password'], properties: { username: { type: 'string' }, password: { type: 'string' } } } })
  @ApiResponse({ status: 201, description: '`{token, expiresAt, account}`, and the session cookie.' })
  async open(@Body({ schema: credentials }) body: z.infer<typeof credentials>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<{ token: string; expiresAt: string; account: Account }> {
    // A page of another site must not be able to sign this browser in as somebody else.
    if (request.headers['sec-fetch-site'] !== undefined && !isSameSite(request)) refuse('cross-site');
    const session = await this.sessions.open(body.username, body.password);
    if (!session) refuse('wrong-credentials');
    const caller = await this.sessions.caller(session.token);
    if (!caller) refuse('wrong-credentials');
    void reply.header('Set-Cookie', cookie(request, session.token, session.expiresAt)).header('Cache-Control', 'no-store');
    return { token: session.token, expiresAt: session.expiresAt.toISOString(), account: await this.#account(caller) };
  }

  @Get('current')
  @ApiBearerAuth()
  @ApiResponse({ status: 200, description: 'The account behind the session, with its roles.' })
  async current(@CurrentCaller() caller: Caller): Promise<Account> {
    return this.#account(caller);
  }

  @Delete('current')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiResponse({ status: 204, description: 'Signed out.' })
  async close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const credential = credentialOf(request);
    if (credential) await this.sessions.close(credential.token);
    void reply.header('Set-Cookie', cookie(request, '', new Date(0)));
  }

  async #account(caller: Caller): Promise<Account> {
    const bodies = await this.transactions.read<{ id: string; name: string }>('select id, name from bodies where id = any($1::uuid[])', [caller.roles.map((held) => held.bodyId)]);
    const nameOf = new Map(bodies.map((body) => [body.id, body.name]));
    return { id: caller.accountId, username: caller.username, name: caller.name, roles: caller.roles.map((held) => ({ ...held, body: nameOf.get(held.bodyId) ?? '' })) };
  }
}

function cookie(request: FastifyRequest, token: string, expires: Date): string {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Expires=${expires.toUTCString()}${secure}`;
}
