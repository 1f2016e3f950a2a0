import { environmentOrExit } from '@gouji/platform/config/environment';
import { hashPassword } from '@gouji/platform/auth/passwords';
import { createDataSource } from '@gouji/platform/database/dataSource';
import { createLogger } from '@gouji/platform/telemetry/log';
import { demoAccounts, demoBodies, DEMO_PASSWORD } from './demo/demoBodies.js';

/** The program that makes the demo's bodies and accounts. Running it again changes nothing. */
const environment = environmentOrExit();
const log = createLogger('seed-demo', environment.LOG_LEVEL);
const dataSource = await createDataSource(environment.DATABASE_URL, { pool: 1, app: 'seed-demo' }).initialize();

const known = new Set((await dataSource.query<{ username: string }[]>('select username from accounts')).map((account) => account.username));
const wanted = demoAccounts.filter((account) => !known.has(account.username));
const hashes = new Map(await Promise.all(wanted.map(async (account) => [account.username, await hashPassword(DEMO_PASSWORD)] as const)));

await dataSource.transaction(async (manager) => {
  for (const body of demoBodies) {
    await manager.query(
      `insert into bodies (id, name, code, parent_id, lineage)
       select $1::uuid, $2::text, $3::text, p.id, array_prepend($1::uuid, coalesce(p.lineage, '{}')) from (select 1) one left join bodies p on p.code = $4
       on conflict do nothing`,
      [body.id, body.name, body.code, body.parent],
    );
  }
  for (const account of wanted) {
    await manager.query('insert into accounts (username, name, password_hash) values ($1, $2, $3) on conflict do nothing', [account.username, account.name, hashes.get(account.username)]);
    await manager.query(
      'insert into account_roles (account_id, body_id, role) select a.id, b.id, $3 from accounts a, bodies b where a.username = $1 and b.code = $2 on conflict do nothing',
      [account.username, account.body, account.role],
    );
  }
});
await dataSource.destroy();
log.info({ bodies: demoBodies.length, accounts: wanted.length }, 'The demo bodies and accounts are ready.');
