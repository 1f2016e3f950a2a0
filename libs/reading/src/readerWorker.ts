import { parentPort } from 'node:worker_threads';
import type { ReadOutcome } from '@gouji/domain/report';
import { readDocument } from './readDocument.js';

export interface ReadRequest { readonly bytes: ArrayBuffer; readonly today: number; readonly filename?: string }
export type ReadReply = { readonly outcome: ReadOutcome } | { readonly fault: string };

/** The thread's side of `createReaderPool`: one document at a time. */
const port = parentPort;
if (!port) throw new Error('readerWorker runs in a worker thread only.');

port.on('message', (request: ReadRequest) => {
  readDocument(new Uint8Array(request.bytes), { today: new Date(request.today), filename: request.filename }).then(
    (outcome) => port.postMessage({ outcome } satisfies ReadReply),
    (error: unknown) => port.postMessage({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies ReadReply),
  );
});
