import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { DeskModule } from './deskModule.js';

/** The API's description at `/api/docs` (and `/api/docs-json`): the desk's own routes, and ingest's one. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Gouji 勾稽')
    .setDescription('Reads, proves, approves and publishes government-information-disclosure annual reports. Errors are RFC 9457 `application/problem+json` with `code` and `message.zh`/`message.en`. Times are UTC, ISO 8601. Lists page by cursor.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, settings, { include: [DeskModule] });
  document.paths['/api/uploads'] = uploads;
  SwaggerModule.setup('api/docs', app, document);
  return document;
}

/** Ingest's door is an app of its own behind the same address; clients see one API. */
const uploads: OpenAPIObject['paths'][string] = {
  post: {
    tags: ['uploads'], operationId: 'UploadController_upload', security: [{ bearer: [] }],
    summary: 'Files a report. `body` and `year` are needed only where the account or the file does not settle them.',
    parameters: [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' }, description: 'The same key with the same file gives the same answer and files nothing twice.' }],
    requestBody: { required: true, content: { 'multipart/form-data': { schema: {
      type: 'object', required: ['file'],
      properties: { file: { type: 'string', format: 'binary' }, body: { type: 'string', format: 'uuid' }, year: { type: 'integer' } },
    } } } },
    responses: {
      202: { description: 'Accepted: `{id, revision}`; `Location` is the report.' },
      401: { description: 'No session.' }, 403: { description: 'Not an editor of the body.' }, 409: { description: 'The report is not with its editor.' },
      413: { description: 'Too large.' }, 415: { description: 'Not a type Gouji reads.' }, 422: { description: 'Empty, truncated or missing file.' },
    },
  },
};
