import { Agent, request } from 'node:http';

const boundary = 'gouji-bench';

/** A multipart body with one file, made beforehand so that making it is not measured. */
export function multipartBody(bytes: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="report.txt"\r\nContent-Type: text/plain\r\n\r\n`),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

/** Uploads every body, `abreast` at a time over kept connections. Returns each report's id and when its upload began (ms since 1970). */
export async function uploadAll(baseUrl: string, files: readonly { token: string; body: Buffer }[], abreast: number): Promise<Map<string, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: abreast });
  const begun = new Map<string, number>();
  let next = 0;
  const client = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index];
      if (!file) return;
      const start = performance.timeOrigin + performance.now();
      begun.set(await upload(agent, baseUrl, file), start);
    }
  };
  await Promise.all(Array.from({ length: abreast }, client));
  agent.destroy();
  return begun;
}

function upload(agent: Agent, baseUrl: string, file: { token: string; body: Buffer }): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${file.token}`, 'Content-Type': `multipart/form-data; boundary=${boundary}`, 'Content-Length': file.body.length };
    const sent = request(new URL('/api/uploads', baseUrl), { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => {
        if (answer.statusCode === 202) resolve((JSON.parse(text) as { id: string }).id);
        else reject(new Error(`An upload was answered ${answer.statusCode}: ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(file.body);
  });
}
