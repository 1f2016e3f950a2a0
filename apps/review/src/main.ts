import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { startApp } from '@gouji/platform/http/startApp';
import { DeskModule } from './deskModule.js';
import { describeApi } from './openApi.js';

const consoleFolder = fileURLToPath(new URL('../../console/dist/', import.meta.url));

/** The desk: the API on which people read, correct and decide; it serves the console too. */
await startApp('review', DeskModule, async (app) => {
  describeApi(app);
  if (!existsSync(consoleFolder)) return;
  await app.register(fastifyStatic, { root: consoleFolder, prefix: '/console/', wildcard: false, cacheControl: false, setHeaders: consoleHeaders });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/console', (request, reply) => reply.redirect(`/console/${request.url.slice('/console'.length)}`, 302));
  // Pages of the console have addresses of their own; each is the one document, which finds its page by the address.
  fastify.get('/console/*', (_request, reply) => reply.sendFile('index.html'));
});

/** Assets bear a hash in their name and never change; the document is asked for anew. The console runs its own scripts and nothing else. */
function consoleHeaders(reply: { header(name: string, value: string): unknown }, path: string): void {
  reply.header('Cache-Control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  // The component library writes its styles into the page.
  reply.header('Content-Security-Policy', "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  reply.header('X-Content-Type-Options', 'nosniff');
  reply.header('Referrer-Policy', 'same-origin');
}
