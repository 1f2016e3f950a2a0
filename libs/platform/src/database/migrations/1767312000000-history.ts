import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What reports are compared with: earlier years that were imported, sketches of prose, the bodies below a body. */
export class History1767312000000 implements MigrationInterface {
  readonly name = 'History1767312000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Reports from before this installation; a report filed here for the same year takes precedence.
      create table past_reports (
        body_id uuid not null references bodies (id),
        year integer not null,
        form text not null,
        facts json not null,
        sketch integer[],
        source_sha256 text not null,
        imported_by uuid not null references accounts (id),
        imported_at timestamptz not null default now(),
        primary key (body_id, year)
      );
      -- The sketch of a revision's prose (see narrative/resemblance.ts); null for revisions from before it was kept.
      alter table revisions add column sketch integer[];
      -- Why no repair is suggested for tables that do not add up, where none is.
      alter table revisions add column repair_note json;
      create index bodies_by_parent on bodies (parent_id) where parent_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table past_reports; alter table revisions drop column sketch, drop column repair_note; drop index bodies_by_parent;');
  }
}
