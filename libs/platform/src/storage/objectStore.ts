import { Inject, Injectable } from '@nestjs/common';
import { Client } from 'minio';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { ENVIRONMENT, type Environment } from '../config/environment.js';

const listedItem = z.object({ name: z.string() });

/** A store of objects in two buckets: `sources` is private, `public` holds what citizens see. */
export type Bucket = 'sources' | 'public';

/** The S3 endpoint, spoken to through the minio client: any S3-compatible server will do. */
@Injectable()
export class ObjectStore {
  readonly #client: Client;
  readonly #names: Readonly<Record<Bucket, string>>;
  readonly #region: string;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    const endpoint = new URL(environment.S3_ENDPOINT);
    this.#region = environment.S3_REGION;
    this.#client = new Client({
      endPoint: endpoint.hostname,
      port: endpoint.port === '' ? (endpoint.protocol === 'https:' ? 443 : 80) : Number(endpoint.port),
      useSSL: endpoint.protocol === 'https:',
      accessKey: environment.S3_ACCESS_KEY,
      secretKey: environment.S3_SECRET_KEY,
      // Given, so that the client does not ask the server for the bucket's region before its first request.
      region: environment.S3_REGION,
      pathStyle: true,
    });
    this.#names = { sources: environment.S3_BUCKET_SOURCES, public: environment.S3_BUCKET_PUBLIC };
  }

  /** Writes an object whole, in one request of known size. */
  async put(bucket: Bucket, key: string, body: Buffer | Readable, size: number, headers: Record<string, string>): Promise<void> {
    await this.#client.putObject(this.#names[bucket], key, body, size, headers);
  }

  async get(bucket: Bucket, key: string): Promise<Buffer> {
    const stream = await this.#client.getObject(this.#names[bucket], key);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async stream(bucket: Bucket, key: string): Promise<Readable> {
    return this.#client.getObject(this.#names[bucket], key);
  }

  /** The object's size and headers, or `null` when there is none. */
  async stat(bucket: Bucket, key: string): Promise<{ size: number; etag: string; contentType: string | undefined } | null> {
    try {
      const found = await this.#client.statObject(this.#names[bucket], key);
      return { size: found.size, etag: found.etag, contentType: stringOf(found.metaData['content-type']) };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove(bucket: Bucket, keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#client.removeObject(this.#names[bucket], key);
  }

  async list(bucket: Bucket, prefix: string): Promise<string[]> {
    const keys: string[] = [];
    for await (const item of this.#client.listObjectsV2(this.#names[bucket], prefix, true)) keys.push(listedItem.parse(item).name);
    return keys;
  }

  /** Makes the buckets that are missing. */
  async createBuckets(): Promise<void> {
    for (const name of Object.values(this.#names)) {
      if (!(await this.#client.bucketExists(name))) await this.#client.makeBucket(name, this.#region);
    }
  }

  async ready(): Promise<void> {
    await this.#client.bucketExists(this.#names.sources);
  }
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Whether an error of the store says that the object does not exist. */
export function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'NoSuchKey' || code === 'NotFound' || code === 'NoSuchBucket';
}
