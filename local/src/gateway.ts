import { Agent, createServer, request as ask, type IncomingMessage, type OutgoingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { problem } from '@gouji/domain/problems';

/** The apps that answer HTTP behind the one port. */
export type RoutedApp = 'ingest' | 'review' | 'publish';

/** Where the running instances of each app are, in `http://host:port` form. */
export type Upstreams = Record<RoutedApp, string[]>;

/** Methods that may be asked twice: while an app restarts, its readers wait instead of being refused. */
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS']);
const attempts = 20;
const pauseMs = 250;

/** Headers that belong to one connection, not to the message. Node answers `expect` itself. */
const ofOneConnection = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect']);

/** The app a path belongs to. `/api/uploads` is the only door for files; the desk has the rest of the API and the console. */
export function appFor(path: string): RoutedApp {
  if (under(path, '/api/uploads')) return 'ingest';
  if (under(path, '/api') || under(path, '/console')) return 'review';
  return 'publish';
}

/**
 * One port for all apps, routed by path alone. Bodies are piped both ways, so uploads are not held in memory and server-sent events arrive
 * as they are sent. An app that is down is retried for reads, and otherwise answered 503 as problem+json.
 * `GET /gateway/healthz` is the gateway's own.
 *
 * It is Node's own client and server, piped: `@fastify/reply-from` was tried, and refuses `Expect: 100-continue` (every large upload by curl)
 * and turns an app's answer that comes before the body was read into an error of its own.
 */
export function createGateway(upstreams: Upstreams): Server {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 128 });
  let turn = 0;

  const forward = (request: IncomingMessage, response: ServerResponse, attempt: number): void => {
    const instances = upstreams[appFor(pathOf(request.url ?? '/'))];
    const upstream = instances[turn++ % instances.length];
    if (upstream === undefined) return unavailable(request, response);
    const { hostname, port } = new URL(upstream);
    const asked = ask({ agent, hostname, port, method: request.method, path: request.url, headers: forwardedHeaders(request) });
    const giveUp = () => asked.destroy();
    response.once('close', giveUp);
    let answered = false;
    asked.once('response', (answer) => {
      answered = true;
      pass(request, response, answer);
    });
    asked.on('error', () => {
      // After its answer, a failing connection to the app shows in the answer's own stream.
      if (answered || response.destroyed) return;
      response.off('close', giveUp);
      const again = repeatable.has(request.method ?? '') && !hasBody(request) && attempt < attempts;
      if (again) setTimeout(() => forward(request, response, attempt + 1), pauseMs);
      else unavailable(request, response);
    });
    // However the asking ends, the rest of the body is read and dropped: unread, it would block the next request on the client's connection.
    asked.once('close', () => {
      request.unpipe(asked);
      request.resume();
    });
    if (hasBody(request)) request.pipe(asked);
    else asked.end();
  };

  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    if (request.url === '/gateway/healthz') response.end('ok');
    else forward(request, response, 1);
  });
  server.once('close', () => agent.destroy());
  return server;
}

function pass(request: IncomingMessage, response: ServerResponse, answer: IncomingMessage): void {
  if (response.destroyed) return void answer.destroy();
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, ofTheMessage(answer));
  // Headers go out with the first part of the body, which of an event stream may be long in coming.
  if (answer.headers['content-type']?.startsWith('text/event-stream') === true) response.flushHeaders();
  answer.pipe(response);
  answer.once('error', () => response.destroy());
}

/** Who really asked. The gateway faces the world directly, so what a client claims in these headers is replaced, not extended. */
function forwardedHeaders(request: IncomingMessage): OutgoingHttpHeaders {
  const forwarded = { 'x-forwarded-for': request.socket.remoteAddress, 'x-forwarded-proto': 'http', 'x-forwarded-host': request.headers.host };
  return { ...ofTheMessage(request), ...Object.fromEntries(Object.entries(forwarded).filter(([, value]) => value !== undefined)) };
}

function ofTheMessage({ headers }: IncomingMessage): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofOneConnection.has(name)));
}

function unavailable(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) return void response.destroy();
  const answer = problem('unavailable');
  response.writeHead(answer.status, { 'content-type': 'application/problem+json', 'retry-after': '2' }).end(JSON.stringify(answer));
}

const hasBody = ({ headers }: IncomingMessage) => headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

const under = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}/`);

function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}
