import replyFrom from '@fastify/reply-from';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** The apps that answer HTTP behind the one port. */
export type RoutedApp = 'ingest' | 'review' | 'publish';

/** Where the running instances of each app are, in `http://host:port` form. */
export type Upstreams = Record<RoutedApp, string[]>;

/** Methods that may be asked twice: an app that restarts is given a moment before its readers are told. */
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS']);
const retries = 20;
const retryPauseMs = 250;

/** The app a path belongs to. `/api/uploads` is the only door for files; the desk has the rest of the API and the console. */
export function appFor(path: string): RoutedApp {
  if (under(path, '/api/uploads')) return 'ingest';
  if (under(path, '/api') || under(path, '/console')) return 'review';
  return 'publish';
}

/**
 * One port for all apps, routed by path alone. Bodies pass through as streams in both directions, so uploads are not held in memory and
 * server-sent events arrive as they are sent. An app that is down is retried for reads, and otherwise answered 503 as problem+json.
 * `GET /gateway/healthz` is the gateway's own.
 */
export async function createGateway(upstreams: Upstreams): Promise<FastifyInstance> {
  const gateway = Fastify({ logger: false, bodyLimit: Number.MAX_SAFE_INTEGER, keepAliveTimeout: 75_000, forceCloseConnections: 'idle', routerOptions: { maxParamLength: 4_096 } });
  await gateway.register(replyFrom, {
    undici: { connections: 128, pipelining: 1, keepAliveTimeout: 10_000, headersTimeout: 120_000, bodyTimeout: 0 },
    retryMethods: [],
    disableRequestLogging: true,
  });
  // Without this, Fastify would read bodies itself; the stream is handed on instead.
  gateway.removeAllContentTypeParsers();
  gateway.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  let turn = 0;
  gateway.get('/gateway/healthz', () => 'ok');
  gateway.all('/*', (request, reply) => {
    const app = appFor(pathOf(request.url));
    const forward = (attempt: number): void => {
      const instances = upstreams[app];
      const upstream = instances[turn++ % instances.length];
      if (upstream === undefined) return problem(reply, app);
      void reply.from(upstream + request.url, {
        rewriteRequestHeaders: (_original, headers) => ({ ...headers, ...forwardedHeaders(request) }),
        onError: (_reply, { error }) => {
          const again = repeatable.has(request.method) && attempt < retries && isUnreachable(error) && !request.raw.destroyed;
          if (again) setTimeout(() => forward(attempt + 1), retryPauseMs);
          else problem(reply, app);
        },
      });
    };
    forward(0);
  });
  return gateway;
}

const under = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}/`);

function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** Who really asked. The gateway faces the world directly, so what a client claims in these headers is replaced, not extended. */
function forwardedHeaders(request: FastifyRequest): Record<string, string> {
  const host = request.headers.host;
  return {
    'x-forwarded-for': request.socket.remoteAddress ?? '',
    'x-forwarded-proto': 'http',
    ...(host === undefined ? {} : { host, 'x-forwarded-host': host }),
  };
}

/** Whether the connection failed before the app can have seen the request, or was cut by its end. */
function isUnreachable(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : '';
  return /ECONNREFUSED|ECONNRESET|EPIPE|UND_ERR_SOCKET|SERVICE_UNAVAILABLE/.test(code) || /ECONNREFUSED|ECONNRESET|other side closed|Service Unavailable/.test(error.message);
}

function problem(reply: FastifyReply, app: RoutedApp): void {
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  void reply
    .code(503)
    .header('retry-after', '2')
    .header('content-type', 'application/problem+json')
    .send({
      type: 'about:blank',
      title: 'Service Unavailable',
      status: 503,
      code: 'app-unavailable',
      detail: `The ${app} app is not answering at the moment; please try again shortly.`,
      message: { zh: `服务（${app}）暂时没有响应，请稍后再试。`, en: `The ${app} app is not answering at the moment; please try again shortly.` },
    });
}
