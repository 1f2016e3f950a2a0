import { spawn } from 'node:child_process';
import { ownPrograms, startInstallation, type Installation } from '@gouji/local/installation';
import { upload } from '../support/http.js';
import { eventually, inDatabase, openOffices, settled, soundReport, type Office } from '../support/offices.js';

/** A document over which reader processes keep dying must not stop the reading of all others. */
describe('a document that kills its reader', () => {
  let installation: Installation;
  let offices: Office[];
  beforeAll(async () => {
    installation = await startInstallation({ queue: 'postgres', apps: { validate: 0 }, env: { LOG_LEVEL: 'error' } });
    offices = await openOffices(installation, 2);
  }, 120_000);
  afterAll(() => installation?.stop(), 60_000);

  test('is given up after five crashes, with a sentence; one with fewer is read', async () => {
    const ids = await Promise.all(offices.map(async (office, index) => {
      const answer = await upload(installation.baseUrl, office.editor.token, { name: 'a.txt', bytes: await soundReport(`第${index}街道办事处`) });
      return (answer.body as { id: string }).id;
    }));
    // The queue's own record of workers that vanished with the job in hand.
    await inDatabase(installation, async (client) => {
      for (const [index, stalls] of [5, 4].entries()) {
        await eventually('the job is in the queue', async () => {
          const marked = await client.query("update bullmq.job set stalled_count = $1 where data->'payload'->>'reportId' = $2", [stalls, ids[index]]);
          return marked.rowCount === 1 || undefined;
        });
      }
    });
    const worker = spawn(process.execPath, [ownPrograms.app('validate')], { env: { ...process.env, ...installation.env, NODE_OPTIONS: '', PORT: '0' }, stdio: 'ignore' });
    try {
      const [poison, sound] = await Promise.all(offices.map((office, index) => settled(office.editor, ids[index] ?? '')));
      expect([poison?.state, poison?.error?.code]).toEqual(['unreadable', 'reader-crashed']);
      expect(sound?.state).toBe('editing');
    } finally {
      worker.kill('SIGTERM');
    }
  }, 60_000);
});
