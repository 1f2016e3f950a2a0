import { connect } from 'node:net';
import { createHash } from 'node:crypto';
import { startInstallation, type Installation } from '@gouji/local/installation';
import { ask, problemCode, upload } from '../support/http.js';
import { eventually, inDatabase, openOffices, sample, settled, soundReport, type Office } from '../support/offices.js';

/** The upload door: what it takes, what it refuses, and that a refusal leaves nothing behind. */
describe('uploading a report', () => {
  let installation: Installation;
  let offices: Office[];
  const at = (): string => installation.baseUrl;

  beforeAll(async () => {
    installation = await startInstallation({ queue: 'postgres', env: { LOG_LEVEL: 'error', UPLOAD_LIMIT_MB: '2' } });
    offices = await openOffices(installation, 12);
  }, 120_000);
  afterAll(() => installation?.stop(), 60_000);

  let next = 0;
  const office = (): Office => {
    const found = offices[next++];
    if (!found) throw new Error('Open more offices.');
    return found;
  };
  const text = async (name: string, year: 2019 | 2020 = 2020) => ({ name: '报告.txt', bytes: await soundReport(name, year) });
  const nothingFiled = async (bodyId: string): Promise<void> => {
    expect(await inDatabase(installation, async (client) => (await client.query('select 1 from reports where body_id = $1', [bodyId])).rowCount)).toBe(0);
  };

  test('is accepted with 202, an id, a revision and where to find it', async () => {
    const { editor } = office();
    const answer = await upload(at(), editor.token, await text('甲街道办事处'));
    expect(answer.status).toBe(202);
    const { id, revision } = answer.body as { id: string; revision: number };
    expect(revision).toBe(1);
    expect(answer.headers.get('location')).toBe(`/api/reports/${id}`);
    const report = await settled(editor, id);
    expect(report).toMatchObject({ state: 'editing', year: 2020, form: '2019' });
  });

  test('keeps the file byte for byte', async () => {
    const { editor } = office();
    const file = await text('乙街道办事处');
    const { id } = (await upload(at(), editor.token, file)).body as { id: string };
    const source = await fetch(new URL(`/api/reports/${id}/source`, at()), { headers: { Authorization: `Bearer ${editor.token}` } });
    expect(createHash('sha256').update(Buffer.from(await source.arrayBuffer())).digest('hex')).toBe(createHash('sha256').update(file.bytes).digest('hex'));
  });

  test('without a session, or with a wrong one, is refused with 401', async () => {
    const file = await text('丙街道办事处');
    const none = await upload(at(), undefined, file);
    const wrong = await upload(at(), 'A'.repeat(43), file);
    expect([none.status, wrong.status]).toEqual([401, 401]);
    expect([problemCode(none), problemCode(wrong)]).toEqual(['unauthenticated', 'unauthenticated']);
  });

  test('of a type Gouji does not read is refused with 415, whatever its name says', async () => {
    const { bodyId, editor } = office();
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    for (const name of ['photo.png', '报告.docx', '报告.txt']) {
      const answer = await upload(at(), editor.token, { name, bytes: png });
      expect(answer.status).toBe(415);
      expect(problemCode(answer)).toBe('unsupported-type');
    }
    await nothingFiled(bodyId);
  });

  test('larger than the limit is refused with 413', async () => {
    const { bodyId, editor } = office();
    const answer = await upload(at(), editor.token, { name: '大.txt', bytes: Buffer.alloc(2 * 1024 * 1024 + 1, '政') });
    expect(answer.status).toBe(413);
    expect(problemCode(answer)).toBe('file-too-large');
    expect(answer.text).toContain('2 MB');
    await nothingFiled(bodyId);
  });

  test('empty or truncated is refused with 422', async () => {
    const { bodyId, editor } = office();
    const empty = await upload(at(), editor.token, { name: '空.txt', bytes: Buffer.alloc(0) });
    expect(empty.status).toBe(422);
    expect(problemCode(empty)).toBe('empty');
    // The beginning of a Word file, without the directory that ends every zip archive.
    const cut = await upload(at(), editor.token, { name: '断.docx', bytes: Buffer.concat([Buffer.from('504b0304140006000800', 'hex'), Buffer.alloc(4_000, 7)]) });
    expect(cut.status).toBe(422);
    expect(problemCode(cut)).toBe('truncated');
    const missing = await ask(at(), 'POST', '/api/uploads', { token: editor.token, body: new FormData() });
    expect([400, 422]).toContain(missing.status);
    problemCode(missing);
    await nothingFiled(bodyId);
  });

  test('not as multipart is refused with 400', async () => {
    const { bodyId, editor } = office();
    const answer = await ask(at(), 'POST', '/api/uploads', { token: editor.token, json: { file: 'no' } });
    expect(answer.status).toBe(400);
    expect(problemCode(answer)).toBe('multipart-expected');
    await nothingFiled(bodyId);
  });

  test('that breaks off halfway files nothing', async () => {
    const { bodyId, editor } = office();
    await new Promise<void>((resolve, reject) => {
      const { hostname, port } = new URL(at());
      const socket = connect(Number(port), hostname, () => {
        socket.write([
          'POST /api/uploads HTTP/1.1', `Host: ${hostname}`, `Authorization: Bearer ${editor.token}`, 'Content-Type: multipart/form-data; boundary=x', 'Content-Length: 100000', '',
          '--x', 'Content-Disposition: form-data; name="file"; filename="a.txt"', '', 'half a report',
        ].join('\r\n'));
        setTimeout(() => { socket.destroy(); resolve(); }, 200);
      });
      socket.on('error', reject);
    });
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    await nothingFiled(bodyId);
  });

  test('for another body is refused with 403, and another body’s report is not to be seen', async () => {
    const [mine, theirs] = [office(), office()];
    const answer = await upload(at(), mine.editor.token, await text('丁街道办事处'), { fields: { body: theirs.bodyId } });
    expect(answer.status).toBe(403);
    expect(problemCode(answer)).toBe('forbidden');
    await nothingFiled(theirs.bodyId);
    const { id } = (await upload(at(), theirs.editor.token, await text('戊街道办事处'))).body as { id: string };
    for (const [method, path] of [['GET', ''], ['GET', '/timeline'], ['GET', '/source'], ['GET', '/events']] as const) {
      const seen = await ask(at(), method, `/api/reports/${id}${path}`, { token: mine.editor.token });
      expect([path, seen.status]).toEqual([path, 404]);
    }
    const byReviewer = await upload(at(), mine.reviewer.token, await text('己街道办事处'), { fields: { body: mine.bodyId } });
    expect(byReviewer.status).toBe(403);
  });

  test('again with the same Idempotency-Key gives the same answer, also when both come at once', async () => {
    const { bodyId, editor } = office();
    const file = await text('庚街道办事处');
    const answers = await Promise.all(Array.from({ length: 4 }, () => upload(at(), editor.token, file, { key: 'one-key' })));
    answers.push(await upload(at(), editor.token, file, { key: 'one-key' }));
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.text} ${answer.headers.get('location')}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    const other = await upload(at(), editor.token, await text('辛街道办事处'), { key: 'one-key' });
    expect([other.status, problemCode(other)]).toEqual([422, 'idempotency-key-reused']);
    const count = await inDatabase(installation, async (client) => (await client.query('select 1 from revisions v join reports r on r.id = v.report_id where r.body_id = $1', [bodyId])).rowCount);
    expect(count).toBe(1);
  });

  test('a second file for the same year is a new revision while the report is with its editor, and 409 after', async () => {
    const { editor } = office();
    const first = (await upload(at(), editor.token, await text('壬街道办事处'))).body as { id: string };
    await settled(editor, first.id);
    const second = await upload(at(), editor.token, await text('壬街道办事处（修订）'));
    expect(second.body).toEqual({ id: first.id, revision: 2 });
    const report = await settled(editor, first.id);
    expect(report).toMatchObject({ revision: 2, state: 'editing' });
    await editor.act(first.id, 'submit');
    const third = await upload(at(), editor.token, await text('壬街道办事处'));
    expect([third.status, problemCode(third)]).toEqual([409, 'not-with-editor']);
    const otherYear = await upload(at(), editor.token, await text('壬街道办事处', 2019));
    expect(otherYear.status).toBe(202);
    expect((otherYear.body as { id: string }).id).not.toBe(first.id);
  });

  test('two first files at the same moment become two revisions of one report', async () => {
    const { bodyId, editor } = office();
    const answers = await Promise.all([text('癸街道办事处'), text('子街道办事处')].map(async (file) => upload(at(), editor.token, await file)));
    expect(answers.map((answer) => answer.status)).toEqual([202, 202]);
    expect(new Set(answers.map((answer) => (answer.body as { id: string }).id)).size).toBe(1);
    const [first] = answers.map((answer) => (answer.body as { id: string }).id);
    await eventually('the second revision is checked', async () => ((await editor.report(first ?? '')).state === 'editing' ? true : undefined));
    expect(await inDatabase(installation, async (client) => (await client.query('select 1 from reports where body_id = $1', [bodyId])).rowCount)).toBe(1);
  });

  test('a text that is no report becomes unreadable, with the reason, and can be replaced', async () => {
    const { editor } = offices[0] as Office;
    const answer = await upload(at(), editor.token, { name: '会议通知.txt', bytes: Buffer.from('关于召开会议的通知\n请各科室于周五下午三点到会。\n') });
    expect(answer.status).toBe(202);
    const { id } = answer.body as { id: string };
    const report = await settled(editor, id);
    expect(report.state).toBe('unreadable');
    expect(report.error?.code).toMatch(/^[a-z-]+$/);
  });

  test('the real report 003 is taken, and its contradictions are found', async () => {
    const { editor } = offices[1] as Office;
    const answer = await upload(at(), editor.token, { name: '003.txt', bytes: await sample('003') }, { fields: { year: '2020' } });
    // The same office has filed a sound report for that year already: this is its second revision.
    expect(answer.status).toBe(202);
    const report = await eventually('revision 2 is checked', async () => {
      const seen = await editor.report((answer.body as { id: string }).id);
      return seen.revision === 2 && seen.state === 'editing' ? seen : undefined;
    });
    expect(report.findings.filter((finding) => finding.severity === 'blocking').map((finding) => finding.rule).sort()).toEqual([
      'requests.balance', 'requests.balance', 'requests.outcomes', 'requests.outcomes', 'requests.outcomes',
    ]);
  });
});
