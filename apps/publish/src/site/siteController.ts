import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { isMissing, ObjectStore } from '@gouji/platform/storage/objectStore';
import { refuse } from '@gouji/platform/http/problems';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFoundPage } from '../pages/notFoundPage.js';

/** Serves the public bucket, for installations without a web server or CDN in front of it. */
@Controller()
export class SiteController {
  constructor(@Inject(ObjectStore) private readonly store: ObjectStore) {}

  @Get('*')
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const key = keyOf(request.url);
    const found = key === null ? null : await this.store.stat('public', key);
    if (key === null || !found) {
      // A folder's address without its last stroke is the folder's.
      const isFolder = key !== null && !key.endsWith('.html') && (await this.store.stat('public', `${key}/index.html`)) !== null;
      return isFolder ? void (await reply.redirect(`/${encodeURI(key)}/`, 302)) : this.#nothing(request, reply);
    }
    const etag = `"${found.etag}"`;
    void reply.headers({
      ...safety, 'Content-Type': found.contentType ?? 'application/octet-stream', 'Content-Length': String(found.size), ETag: etag, 'Cache-Control': 'public, max-age=60',
    });
    if (request.headers['if-none-match'] === etag) return void (await reply.status(304).removeHeader('Content-Length').send());
    if (request.method === 'HEAD') return void (await reply.send());
    try {
      await reply.send(await this.store.stream('public', key));
    } catch (error) {
      if (!isMissing(error)) throw error;
      return this.#nothing(request, reply);
    }
  }

  /** A person gets a page, a program a problem. */
  async #nothing(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!(request.headers.accept ?? '').includes('text/html')) refuse('not-found');
    await reply.status(404).headers({ ...safety, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' }).send(notFoundPage());
  }
}

const safety = {
  'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** The object behind a path: a folder's is its index.html. `null` for a path that is no clean one. */
function keyOf(url: string): string | null {
  const path = url.split('?', 1)[0] ?? '';
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.split('/').some((step) => step === '..' || step === '.')) return null;
  const key = decoded.replace(/^\/+/, '');
  return key === '' || key.endsWith('/') ? `${key}index.html` : key;
}
