import { Inject, Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { RoleAt } from '@gouji/domain/permissions';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { Transactions } from '../database/transactions.js';
import type { Caller } from './caller.js';
import { passwordMatches } from './passwords.js';

interface CallerRow { id: string; username: string; name: string; roles: RoleAt[]; stale: boolean }

/** Sessions: an opaque token the client holds, of which the database knows the hash only. */
@Injectable()
export class Sessions {
  constructor(@Inject(Transactions) private readonly transactions: Transactions, @Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** Signs in. `null` when the user name or the password is wrong; which of them is not told. */
  async open(username: string, password: string): Promise<{ token: string; expiresAt: Date } | null> {
    const [account] = await this.transactions.read<{ id: string; password_hash: string }>('select id, password_hash from accounts where username = $1', [username]);
    if (!(await passwordMatches(account?.password_hash ?? null, password)) || !account) return null;
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + this.environment.SESSION_HOURS * 3_600_000);
    await this.transactions.read('insert into sessions (token_hash, account_id, expires_at) values ($1, $2, $3)', [hashOf(token), account.id, expiresAt]);
    return { token, expiresAt };
  }

  /** The person who holds this token, or `null`. Use extends the session. */
  async caller(token: string): Promise<Caller | null> {
    const [row] = await this.transactions.read<CallerRow>(
      `select a.id, a.username, a.name, s.expires_at < now() + make_interval(secs => $2) as stale,
              coalesce((select jsonb_agg(jsonb_build_object('bodyId', r.body_id, 'role', r.role)) from account_roles r where r.account_id = a.id), '[]') as roles
         from sessions s join accounts a on a.id = s.account_id
        where s.token_hash = $1 and s.expires_at > now()`,
      [hashOf(token), this.environment.SESSION_HOURS * 3_300],
    );
    if (!row) return null;
    if (row.stale) await this.transactions.read('update sessions set expires_at = now() + make_interval(secs => $2) where token_hash = $1', [hashOf(token), this.environment.SESSION_HOURS * 3_600]);
    return { accountId: row.id, username: row.username, name: row.name, roles: row.roles };
  }

  async close(token: string): Promise<void> {
    await this.transactions.read('delete from sessions where token_hash = $1', [hashOf(token)]);
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
