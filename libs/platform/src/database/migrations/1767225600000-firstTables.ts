import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bodies and accounts, reports and their revisions, the append-only timeline, the outbox, publications. */
export class FirstTables1767225600000 implements MigrationInterface {
  // TypeORM orders migrations by the number at the end of this name; the class name does not survive every bundler.
  readonly name = 'FirstTables1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table bodies (
        id uuid primary key default gen_random_uuid(),
        name text not null,
        code text not null unique,
        parent_id uuid references bodies (id),
        -- The body's own id, then its supervising bodies, nearest first. Kept by whoever moves a body.
        lineage uuid[] not null
      );
      create index bodies_lineage on bodies using gin (lineage);

      create table accounts (
        id uuid primary key default gen_random_uuid(),
        username text not null unique,
        name text not null,
        password_hash text not null,
        created_at timestamptz not null default now()
      );
      create table account_roles (
        account_id uuid not null references accounts (id),
        body_id uuid not null references bodies (id),
        role text not null check (role in ('editor','reviewer','signer','supervisor','administrator','auditor')),
        primary key (account_id, body_id, role)
      );
      -- A session is found by the hash of its token: whoever reads this table cannot use what it holds.
      create table sessions (
        token_hash bytea primary key,
        account_id uuid not null references accounts (id) on delete cascade,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null
      );
      create index sessions_expiry on sessions (expires_at);

      create table reports (
        id uuid primary key,
        body_id uuid not null references bodies (id),
        -- Null until a year could be read from the document.
        year integer,
        form text,
        state text not null check (state in ('received','unreadable','editing','reviewing','signing','signed','published','withdrawn')),
        revision integer not null check (revision > 0),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create unique index one_report_per_body_and_year on reports (body_id, year) where year is not null;
      create index reports_newest on reports (updated_at desc, id desc);

      create table revisions (
        report_id uuid not null references reports (id),
        number integer not null check (number > 0),
        origin text not null check (origin in ('upload','correction')),
        author_id uuid references accounts (id),
        created_at timestamptz not null default now(),
        -- The uploaded file this revision rests on; a correction keeps its predecessor's.
        object_key text not null,
        filename text,
        sha256 text not null,
        size bigint not null,
        format text,
        -- json, not jsonb: written and read whole, and looked into by SQL only now and then.
        content json,
        read_error json,
        findings json,
        repairs json,
        rule_set text,
        checked_at timestamptz,
        primary key (report_id, number)
      );

      -- A report's content is written once and read a few times: LZ4 costs a fraction of pglz where the server was built with it.
      do $$ begin
        alter table revisions alter column content set compression lz4;
      exception when feature_not_supported then null;
      end $$;

      create table explanations (
        report_id uuid not null references reports (id),
        fingerprint text not null,
        text text not null check (btrim(text) <> ''),
        author_id uuid not null references accounts (id),
        updated_at timestamptz not null default now(),
        primary key (report_id, fingerprint)
      );

      create table timeline (
        report_id uuid not null references reports (id),
        seq integer not null check (seq > 0),
        at timestamptz not null,
        actor_id uuid,
        action text not null,
        from_state text,
        to_state text not null,
        revision integer not null,
        detail jsonb not null default '{}',
        prev_hash text not null,
        hash text not null,
        primary key (report_id, seq)
      );
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'The timeline is append-only: % is refused.', tg_op using errcode = 'insufficient_privilege';
      end $$;
      create trigger timeline_is_append_only before update or delete on timeline for each row execute function refuse_change();
      create trigger timeline_is_not_truncated before truncate on timeline for each statement execute function refuse_change();

      create table outbox (
        id bigint generated always as identity primary key,
        job text not null,
        payload jsonb not null,
        created_at timestamptz not null default now(),
        -- Set when the relay has handed the job to the queue; the row goes when the handler's transaction commits.
        delivered_at timestamptz
      );
      create index outbox_undelivered on outbox (id) where delivered_at is null;
      create index outbox_delivered on outbox (delivered_at) where delivered_at is not null;

      create table idempotency_keys (
        account_id uuid not null references accounts (id) on delete cascade,
        key text not null,
        fingerprint text not null,
        answer jsonb not null,
        created_at timestamptz not null default now(),
        primary key (account_id, key)
      );

      create table publications (
        report_id uuid not null references reports (id),
        revision integer not null,
        path text not null,
        published_at timestamptz not null,
        withdrawn_at timestamptz,
        files jsonb not null,
        primary key (report_id, revision)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table publications, idempotency_keys, outbox, timeline, explanations, revisions, reports, sessions, account_roles, accounts, bodies;
      drop function refuse_change;
    `);
  }
}
