import { jobNames } from '@gouji/domain/jobs';
import { startBackingServices, type BackingServices } from '@gouji/local/backingServices';
import { createDataSource } from '@gouji/platform/database/dataSource';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { manifestsIn } from './manifests.js';
import { textOf } from './project.js';

const trigger = z.object({ type: z.literal('postgresql'), metadata: z.object({ query: z.string(), targetQueryValue: z.string() }), authenticationRef: z.object({ name: z.string() }) });
const objects = manifestsIn(textOf('k8s/components/keda/validate-scaling.yaml'));
const { triggers: [{ metadata: { query }, authenticationRef }] } = z.object({ triggers: z.tuple([trigger]) }).parse(objects.find(({ kind }) => kind === 'ScaledObject')?.spec);

describe("KEDA's question about waiting work", () => {
  let services: BackingServices;
  let dataSource: DataSource;

  beforeAll(async () => {
    const dir = mkdtempSync(join(tmpdir(), 'gouji-keda-'));
    chmodSync(dir, 0o711);
    services = await startBackingServices({ dir, queue: 'postgres' });
    dataSource = await createDataSource(services.databaseUrl, { pool: 2, app: 'test' }).initialize();
    await dataSource.runMigrations();
  }, 120_000);
  afterAll(async () => {
    await dataSource?.destroy();
    await services?.stop({ remove: true });
  }, 60_000);

  const ask = async (): Promise<number> => {
    const [row] = z.array(z.object({ count: z.coerce.number() })).parse(await dataSource.query(query));
    return row?.count ?? Number.NaN;
  };

  test('is nought where nothing waits, so that no worker runs', async () => {
    expect(await ask()).toBe(0);
  });

  test('counts each job of the workers until it is done, handed to the queue or not, and nobody else\'s', async () => {
    for (const job of jobNames) await dataSource.query("insert into outbox (job, payload) values ($1, '{}'), ($1, '{}')", [job]);
    await dataSource.query("update outbox set delivered_at = now() where id in (select min(id) from outbox group by job)");
    expect(await ask()).toBe(4);
    await dataSource.query("delete from outbox where job = 'read-report'");
    expect(await ask()).toBe(2);
  });

  test('can be asked by a role that may read the outbox and nothing else', async () => {
    const [{ grants }] = z.tuple([z.object({ grants: z.string() })]).parse([{ grants: /```sql\n([\s\S]*?)```/.exec(textOf('docs/operations/kubernetes.md'))?.[1] }]);
    for (const statement of grants.split(';').map((part) => part.trim()).filter(Boolean)) await dataSource.query(statement);
    const runner = dataSource.createQueryRunner();
    try {
      await runner.query('set role gouji_queue_depth');
      expect(await runner.query(query)).toHaveLength(1);
      await expect(runner.query('select * from reports')).rejects.toThrow(/permission denied/);
      await expect(runner.query('delete from outbox')).rejects.toThrow(/permission denied/);
    } finally {
      await runner.query('reset role');
      await runner.release();
    }
  });

  test('its credentials are parameters of the documented Secret', () => {
    const [secret] = manifestsIn(textOf('k8s/components/keda/secret.example.yaml'));
    const authentication = objects.find(({ kind, metadata }) => kind === 'TriggerAuthentication' && metadata.name === authenticationRef.name);
    const { secretTargetRef } = z.object({ secretTargetRef: z.array(z.object({ parameter: z.string(), name: z.string(), key: z.string() })) }).parse(authentication?.spec);
    expect(secretTargetRef.map(({ parameter }) => parameter).toSorted()).toEqual(['dbName', 'host', 'password', 'port', 'sslmode', 'userName']);
    const { stringData } = z.object({ stringData: z.record(z.string(), z.string()) }).parse(secret);
    for (const { name, key } of secretTargetRef) expect([name, Object.keys(stringData)]).toEqual([secret?.metadata.name, expect.arrayContaining([key])]);
  });
});
