import { DataSource } from 'typeorm';
import { migrations } from './migrations.js';

/**
 * The connection to PostgreSQL. Tables are described by the migrations and by the row types beside the queries; the
 * hot paths are SQL, read as SQL. Every statement of a transaction goes through that transaction's manager.
 */
export function createDataSource(url: string, options: { pool: number; app: string }): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: `gouji-${options.app}`,
    poolSize: options.pool,
    synchronize: false,
    migrations,
    migrationsTableName: 'migrations',
    // A commit that cannot get a connection in 10 s answers 503 rather than waiting for ever.
    // Statements are planned once a connection (statements.ts), and a plan made while a table is small must still be right
    // when it has grown: where an index serves, a table is never read through.
    extra: { options: '-c enable_seqscan=off', connectionTimeoutMillis: 10_000, statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000 },
  });
}
