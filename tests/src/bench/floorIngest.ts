import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import { Controller, HttpCode, Inject, Module, Post, Req } from '@nestjs/common';
import { OpenToEverybody } from '@gouji/platform/auth/sessionGuard';
import { Transactions } from '@gouji/platform/database/transactions';
import { startApp } from '@gouji/platform/http/startApp';
import { ObjectStore } from '@gouji/platform/storage/objectStore';
import type { FastifyRequest } from 'fastify';

/** The floor's upload door: the hops of an upload (multipart HTTP, one object, one transaction with an outbox row) and nothing else. */
@OpenToEverybody()
@Controller('api/uploads')
class FloorUploads {
  constructor(@Inject(Transactions) private readonly transactions: Transactions, @Inject(ObjectStore) private readonly store: ObjectStore) {}

  @Post()
  @HttpCode(202)
  async upload(@Req() request: FastifyRequest): Promise<{ id: string; revision: number }> {
    const file = await request.file();
    if (!file) throw new Error('The floor was sent no file.');
    const bytes = await file.toBuffer();
    const id = randomUUID();
    await this.store.put('sources', id, bytes, bytes.length, { 'Content-Type': 'application/octet-stream' });
    await this.transactions.run(async (tx) => {
      await tx.query('insert into floor (id) values ($1)', [id]);
      await tx.ask('read-report', { reportId: id, revision: 1 });
    });
    return { id, revision: 1 };
  }
}

@Module({ controllers: [FloorUploads] })
class FloorIngestModule {}

await startApp('ingest', FloorIngestModule, async (app) => { await app.register(multipart); });
