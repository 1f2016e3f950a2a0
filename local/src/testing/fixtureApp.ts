/** A small stand-in with the contract of every app (PORT, /healthz, /readyz, drains on SIGTERM), for testing what runs apps. */
import { createServer } from 'node:http';

const name = process.env.APP_NAME ?? 'app';
const server = createServer((request, response) => {
  const url = request.url ?? '/';
  if (url === '/healthz' || url === '/readyz') return void response.end('ok');
  if (url.endsWith('/events')) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: first\n\n');
    const timer = setInterval(() => response.write('data: later\n\n'), 500);
    return void response.once('close', () => clearInterval(timer));
  }
  if (url.endsWith('/too-large')) return void response.writeHead(413, { 'content-type': 'application/problem+json' }).end('{"status":413}');
  let bytes = 0;
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ app: name, pid: process.pid, url, bytes, headers: request.headers }));
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');

process.once('SIGTERM', () => {
  if (process.env.HANGS === 'yes') return;
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
