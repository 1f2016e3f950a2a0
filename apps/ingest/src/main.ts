import multipart from '@fastify/multipart';
import { startApp } from '@gouji/platform/http/startApp';
import { UploadModule } from './uploadModule.js';

/** The upload door: takes files, stores them, asks for them to be read. It can approve nothing. */
await startApp('ingest', UploadModule, async (app, environment) => {
  await app.register(multipart, {
    limits: { fileSize: Math.floor(environment.UPLOAD_LIMIT_MB * 1024 * 1024), files: 1, fields: 10, fieldSize: 1_000, parts: 11 },
  });
});
