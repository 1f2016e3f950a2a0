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
  await app.register(fastifyStatic, { root: consoleFolder, prefix: '/console/', wildcard: false, cacheControl: true, immutable: false, maxAge: '1h' });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/console', (_request, reply) => reply.redirect('/console/', 302));
  // Pages of the console have addresses of their own; each is the one document, which finds its page by the address.
  fastify.get('/console/*', (_request, reply) => reply.header('Cache-Control', 'no-cache').sendFile('index.html'));
});
