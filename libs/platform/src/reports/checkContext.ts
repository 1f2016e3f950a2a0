import type { CheckContext } from '@gouji/domain/check';
import type { FormId } from '@gouji/domain/forms/form';
import type { Facts } from '@gouji/domain/report';

/** How a query is run: in a transaction or on its own. */
type Query = <Row>(sql: string, parameters: readonly unknown[]) => Promise<Row[]>;

interface PastRow { form: FormId; year: number; facts: Facts; sketch: number[] | null }
interface ContextRow {
  past: PastRow[];
  peers: { name: string; sketch: number[] }[];
  children: { name: string; facts: Facts | null; earlier: Facts | null }[];
}

/** Wording is compared with this many reports of bodies under the same supervising body, the latest first. */
const PEERS = 200;

/**
 * What checking needs to know beyond the report: the same body's earlier reports (signed here, else imported), its
 * siblings' prose of the same year, the signed figures of the bodies below it. One query, empty-handed for most.
 */
export async function checkContextFor(query: Query, report: { bodyId: string; year: number; reportId: string }): Promise<CheckContext> {
  const [row] = await query<ContextRow>(
    `with signed as (
            select r.form, r.year, v.content->'facts' as facts, v.sketch
              from reports r join revisions v on v.report_id = r.id and v.number = r.revision
             where r.body_id = $1 and r.year between $2 - 5 and $2 - 1 and r.state in ('signed', 'published')),
          past as (
            select * from signed
            union all
            select p.form, p.year, p.facts, p.sketch from past_reports p
             where p.body_id = $1 and p.year between $2 - 5 and $2 - 1 and p.year not in (select year from signed)),
          -- From the body's few siblings to their reports, never the other way: \`offset 0\` keeps PostgreSQL, whose plan may be
          -- older than most reports, from walking all reports of the year to find those of a sibling.
          siblings as materialized (
            select b.name, r.sketch, r.updated_at from bodies b
             cross join lateral (
               select v.sketch, o.updated_at from reports o join revisions v on v.report_id = o.id and v.number = o.revision
                where o.body_id = b.id and o.year = $2 and o.id <> $3 and o.state not in ('received', 'unreadable', 'withdrawn') and cardinality(v.sketch) > 0 offset 0) r
             where b.parent_id = (select parent_id from bodies where id = $1) and b.id <> $1),
          peers as (select name, sketch from siblings order by updated_at desc limit ${PEERS}),
          children as (
            select b.name, v.content->'facts' as facts,
                   (select e.content->'facts' from revisions e where e.report_id = r.id and e.number < r.revision order by e.number desc limit 1) as earlier
              from bodies b
              left join lateral (select id, revision from reports where body_id = b.id and year = $2 and state in ('signed', 'published') offset 0) r on true
              left join revisions v on v.report_id = r.id and v.number = r.revision
             where b.parent_id = $1)
     select coalesce((select jsonb_agg(jsonb_build_object('form', form, 'year', year, 'facts', facts, 'sketch', to_jsonb(sketch)) order by year desc) from past), '[]') as past,
            coalesce((select jsonb_agg(jsonb_build_object('name', name, 'sketch', to_jsonb(sketch))) from peers), '[]') as peers,
            coalesce((select jsonb_agg(jsonb_build_object('name', name, 'facts', facts, 'earlier', earlier) order by name) from children), '[]') as children`,
    [report.bodyId, report.year, report.reportId],
  );
  const past = (row?.past ?? []).map(({ sketch, ...rest }) => (sketch ? { ...rest, sketch } : rest));
  const lastYear = past.find((candidate) => candidate.year === report.year - 1);
  const children = row?.children ?? [];
  return {
    today: new Date(),
    ...(lastYear ? { lastYear } : {}),
    earlierYears: past.filter((candidate) => candidate.year < report.year - 1),
    peers: (row?.peers ?? []).map(({ name, sketch }) => ({ name: `${name} ${report.year} 年度报告`, sketch })),
    // A body with bodies below it files the summary of a government; one without may be anything.
    ...(children.length === 0 ? {} : {
      bodyKind: 'government' as const,
      children: children.map(({ name, facts, earlier }) => (earlier ? { name, facts, earlier } : { name, facts })),
    }),
  };
}
