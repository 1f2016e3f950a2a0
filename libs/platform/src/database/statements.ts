import { createHash } from 'node:crypto';
import type { QueryRunner } from 'typeorm';

/** What is used of a PostgreSQL connection: `pg`'s client. */
export interface Connection {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller states the row's shape, as pg's own types have it
  query<Row>(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: Row[] }>;
}

/** The connection a TypeORM query runner holds. */
export async function connectionOf(runner: QueryRunner): Promise<Connection> {
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- TypeORM types the driver's connection as `any`; for PostgreSQL it is pg's client
  const connection: Connection = await runner.connect();
  return connection;
}

const names = new Map<string, string>();

/**
 * Runs a statement by name, so that PostgreSQL parses and plans it once a connection instead of every time: a quarter of
 * the database's work when a report passes through. The program's statements are a fixed set, so the names stay few.
 */
export async function runStatement<Row>(connection: Connection, text: string, parameters: readonly unknown[]): Promise<Row[]> {
  let name = names.get(text);
  if (name === undefined) {
    name = `gouji_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
    names.set(text, name);
  }
  const { rows } = await connection.query<Row>({ name, text, values: [...parameters] });
  return rows;
}
