import { z } from 'zod';
import { ProblemError, problemOf, unreachable } from './client.js';

const filedSchema = z.object({ id: z.string(), revision: z.int() });
export type Filed = z.infer<typeof filedSchema>;

/** A key under which an upload may be repeated without being filed twice. */
export function newUploadKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Files a report. Uses XMLHttpRequest because `fetch` does not tell how much has been sent.
 * @param bodyId the body it is for, where the account edits for several
 * @param onSent told the share that has been sent, 0 to 1
 * @throws ProblemError
 */
export function uploadReport(file: File, key: string, bodyId: string | null, onSent: (share: number) => void): Promise<Filed> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    if (bodyId !== null) form.set('body', bodyId);
    form.set('file', file, file.name);
    request.open('POST', '/api/uploads');
    request.setRequestHeader('Idempotency-Key', key);
    request.upload.onprogress = (event) => onSent(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(new ProblemError(unreachable));
    request.onload = () => {
      const filed = request.status === 202 ? filedSchema.safeParse(safeJson(request.responseText)) : null;
      if (filed?.success) resolve(filed.data);
      else reject(new ProblemError(problemOf(request.status, request.responseText)));
    };
    request.send(form);
  });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
