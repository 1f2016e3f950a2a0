import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { isMissing, ObjectStore } from '@gouji/platform/storage/objectStore';
import { refuse } from '@gouji/platform/http/problems';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Serves the public bucket, for installations without a web server or CDN in front of it. */
@Controller()
export class SiteController {
  constructor(@Inject(ObjectStore) private readonly store: ObjectStore) {}

  @Get('*')
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const key = keyOf(request.url);
    const found = key === null ? null : await this.store.stat('public', key);
    if (key === null || !found) return refuse('not-found');
    const etag = `"${found.etag}"`;
    void reply.headers({
      'Content-Type': found.contentType ?? 'application/octet-stream', 'Content-Length': String(found.size), ETag: etag, 'Cache-Control': 'public, max-age=60',
      'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'strict-origin-when-cross-origin',
      'Content-Security-Policy': "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    });
    if (request.headers['if-none-match'] === etag) return void (await reply.status(304).removeHeader('Content-Length').send());
    if (request.method === 'HEAD') return void (await reply.send());
    try {
      await reply.send(await this.store.stream('public', key));
    } catch (error) {
      if (!isMissing(error)) throw error;
      refuse('not-found');
    }
  }
}

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
