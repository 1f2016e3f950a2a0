/**
 * The local S3 endpoint as a process of its own: `@20minutes/s3rver` over a folder.
 * It is given its folder, port and keys as one line of JSON on standard input.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const plan = z
  .object({ folder: z.string(), port: z.int(), accessKey: z.string(), secretKey: z.string() })
  .parse(JSON.parse(await text(process.stdin)));

/** The library's parts used here; it ships no types. */
type S3rver = { callback(): (request: object, response: object) => void };
type S3rverClass = new (options: { directory: string; silent: boolean; vhostBuckets: boolean }) => S3rver;
type Account = { createKeyPair(access: string, secret: string): void; revokeAccessKey(access: string): void };

const load = createRequire(import.meta.url);
// oxlint-disable-next-line typescript/no-unsafe-assignment -- it ships no types
const S3rver: S3rverClass = load('@20minutes/s3rver');
// oxlint-disable-next-line typescript/no-unsafe-assignment -- it ships no types
const { DUMMY_ACCOUNT: account }: { DUMMY_ACCOUNT: Account } = load('@20minutes/s3rver/lib/models/account');

// The library's own well-known pair would open the store to every program on the machine.
account.revokeAccessKey('S3RVER');
account.createKeyPair(plan.accessKey, plan.secretKey);

const answer = new S3rver({ directory: plan.folder, silent: true, vhostBuckets: false }).callback();

const server = createServer((request, response) => {
  // The library lets unsigned requests pass; a real store answers them 403.
  const signed = request.headers.authorization !== undefined || /[?&](X-Amz-Signature|Signature)=/.test(request.url ?? '');
  if (request.url === '/healthz') response.end('ok');
  else if (signed) answer(request, response);
  else response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
});
// Clients keep connections open between requests; one closed under a request in flight would fail it.
server.keepAliveTimeout = 120_000;
server.listen(plan.port, '127.0.0.1');

process.once('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
