import { findingSchema } from '@gouji/domain/findings';
import { addImpact, noImpact } from '@gouji/domain/impact';
import { z } from 'zod';
import { call, connect } from './installation.js';
import type { Language } from './wording.js';

const pageSchema = z.object({
  ruleSet: z.string(), total: z.int(), looked: z.int(), next: z.string().nullable(),
  items: z.array(z.object({ id: z.string(), body: z.string(), year: z.int(), before: z.array(findingSchema), after: z.array(findingSchema) })),
});

/**
 * `gouji impact`: what the rules an installation runs now would change against the findings it has stored, report by
 * report and in all. Changes nothing. Exit code 0: no report would be newly blocked; 1: some would; 2: it could not be asked.
 */
export async function impact(options: { url: string | undefined; json: boolean; language: Language }): Promise<number> {
  const zh = options.language === 'zh';
  const connection = await connect(options.url, options.language);
  if (!connection.ok) return refuse(connection.sentence);
  const totals = noImpact();
  let looked = 0;
  let after: string | null = null;
  let ruleSet = '';
  do {
    const page: Awaited<ReturnType<typeof call<z.infer<typeof pageSchema>>>> = await call(connection.value, 'GET', `/api/impact?limit=200${after === null ? '' : `&after=${after}`}`, pageSchema, options.language);
    if (!page.ok) return refuse(page.sentence);
    looked += page.value.looked;
    ruleSet = page.value.ruleSet;
    for (const item of page.value.items) {
      const changes = addImpact(totals, item.before, item.after);
      if (options.json) process.stdout.write(`${JSON.stringify({ id: item.id, body: item.body, year: item.year, ...changes })}\n`);
      else process.stdout.write(`${item.body} ${item.year}: +${changes.appeared.length} −${changes.vanished.length} ±${changes.regraded.length}\n`);
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${looked}/${page.value.total} `);
    after = page.value.next;
  } while (after !== null);
  if (options.json) process.stdout.write(`${JSON.stringify({ ruleSet, ...totals, reports: looked })}\n`);
  else {
    for (const [rule, count] of Object.entries(totals.byRule)) process.stdout.write(`  ${rule}: +${count.appeared} −${count.vanished} ±${count.regraded}${zh ? `，涉及 ${count.reports} 份` : `, in ${count.reports} reports`}\n`);
    process.stdout.write(zh
      ? `规则集 ${ruleSet}：${looked} 份报告中 ${totals.changed} 份的问题有变化，其中 ${totals.newlyBlocked} 份新增阻断，${totals.unblocked} 份不再阻断。\n`
      : `Rule set ${ruleSet}: of ${looked} reports the findings of ${totals.changed} change; ${totals.newlyBlocked} become blocked, ${totals.unblocked} are no longer.\n`);
  }
  return totals.newlyBlocked > 0 ? 1 : 0;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}
