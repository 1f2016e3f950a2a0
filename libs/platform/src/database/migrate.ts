import { environmentOrExit } from '../config/environment.js';
import { queueBackend } from '../queue/backend.js';
import { ObjectStore } from '../storage/objectStore.js';
import { createLogger } from '../telemetry/log.js';
import { createDataSource } from './dataSource.js';

/** The program that makes an installation's tables, queues and buckets. Run before the apps; running it again changes nothing. */
const environment = environmentOrExit();
const log = createLogger('migrate', environment.LOG_LEVEL);

const dataSource = await createDataSource(environment.DATABASE_URL, { pool: 1, app: 'migrate' }).initialize();
// Two migrators at once would race for the same tables: the second waits for the first, then finds nothing to do.
// The pool holds one connection, so lock and unlock are of one session.
await dataSource.query('select pg_advisory_lock(7236451)');
const done = await dataSource.runMigrations({ transaction: 'each' });
await dataSource.query('select pg_advisory_unlock(7236451)');
await dataSource.destroy();

const backend = queueBackend(environment);
await backend.prepare();
await backend.close();
await new ObjectStore(environment).createBuckets();
log.info({ migrations: done.map((migration) => migration.name) }, 'The database, the queues and the buckets are ready.');
