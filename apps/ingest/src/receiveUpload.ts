import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { MultipartFile } from '@fastify/multipart';
import { problem, type Problem } from '@gouji/domain/problems';
import type { FastifyRequest } from 'fastify';

/** Files up to this size are kept in memory while they arrive; larger ones go to a temporary file. */
const IN_MEMORY = 1024 * 1024;

/** A file that has arrived whole, and the form fields that came with it. */
export interface ReceivedUpload {
  readonly filename: string;
  readonly size: number;
  readonly sha256: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The file's bytes. */
  bytes(): Promise<Buffer>;
  /** Removes the temporary file, if there is one. */
  discard(): Promise<void>;
}

export type UploadOutcome = { ok: true; upload: ReceivedUpload } | { ok: false; problem: Problem };

/** Reads the multipart body to its end, so that fields after the file count too. Refuses what is too large, missing or broken off. */
export async function receiveUpload(request: FastifyRequest, limitMb: number): Promise<UploadOutcome> {
  if (!request.isMultipart()) return { ok: false, problem: problem('multipart-expected') };
  const fields: Record<string, string> = {};
  let file: Omit<ReceivedUpload, 'fields'> | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') fields[part.fieldname] = part.value;
        continue;
      }
      if (part.fieldname !== 'file' || file !== null) {
        part.file.resume();
        continue;
      }
      file = await receiveFile(part);
      if (part.file.truncated) {
        await file.discard();
        return { ok: false, problem: tooLarge(limitMb) };
      }
    }
  } catch (error) {
    await file?.discard();
    return { ok: false, problem: problemOfBrokenUpload(error, limitMb) };
  }
  if (!file) return { ok: false, problem: problem('file-missing') };
  return { ok: true, upload: { ...file, fields } };
}

async function receiveFile(part: MultipartFile): Promise<Omit<ReceivedUpload, 'fields'>> {
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  let size = 0;
  let folder: string | null = null;
  let spool: ReturnType<typeof createWriteStream> | null = null;
  const discard = async (): Promise<void> => {
    spool?.destroy();
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  };
  try {
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
      if (spool === null && size > IN_MEMORY) {
        folder = await mkdtemp(join(tmpdir(), 'gouji-upload-'));
        spool = createWriteStream(join(folder, 'file'));
        for (const early of chunks.splice(0)) spool.write(early);
      }
      if (spool === null) chunks.push(chunk);
      else if (!spool.write(chunk)) await once(spool, 'drain');
    }
    if (spool !== null) {
      spool.end();
      await once(spool, 'finish');
    }
  } catch (error) {
    await discard();
    throw error;
  }
  const path = folder === null ? null : join(folder, 'file');
  return {
    filename: part.filename, size, sha256: hash.digest('hex'), discard,
    bytes: async () => (path === null ? Buffer.concat(chunks) : readFile(path)),
  };
}

function tooLarge(limitMb: number): Problem {
  return problem('file-too-large', { message: {
    zh: `文件超过 ${limitMb} MB 的上限，请压缩其中的图片或另存后重新上传。`,
    en: `The file is larger than the limit of ${limitMb} MB. Shrink its pictures or save it anew, then upload again.`,
  } });
}

/** The multipart parser says by code what went wrong; a body that ends early carries none of its codes. */
function problemOfBrokenUpload(error: unknown, limitMb: number): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(limitMb);
  if (code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') return problem('multipart-expected');
  return problem('file-interrupted');
}
