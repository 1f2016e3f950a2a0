import { fingerprint } from '../fingerprint.js';
import { carriedOverFromLastYear } from './carriedOverFromLastYear.js';
import { cellsAreFilled } from './cellsAreFilled.js';
import { cellsAreReadable } from './cellsAreReadable.js';
import { cellsAreThere } from './cellsAreThere.js';
import { childrenAddUp } from './childrenAddUp.js';
import { childrenHaveFiled } from './childrenHaveFiled.js';
import { countsAreWhole } from './countsAreWhole.js';
import { departmentsFileByJanuary } from './departmentsFileByJanuary.js';
import { directLawsuitsAddUp } from './directLawsuitsAddUp.js';
import { feesAreStated } from './feesAreStated.js';
import { figuresStayInTheirRange } from './figuresStayInTheirRange.js';
import { governmentsFileByMarch } from './governmentsFileByMarch.js';
import { inForceFollowsFromLastYear } from './inForceFollowsFromLastYear.js';
import { itemsFollowFromLastYear } from './itemsFollowFromLastYear.js';
import { lawsuitsAfterReviewAddUp } from './lawsuitsAfterReviewAddUp.js';
import { noBankCardNumbers } from './noBankCardNumbers.js';
import { noIdentityCardNumbers } from './noIdentityCardNumbers.js';
import { noMobileNumbers } from './noMobileNumbers.js';
import { oneReportPerYear } from './oneReportPerYear.js';
import { oneYearThroughout } from './oneYearThroughout.js';
import { outcomesAddUp } from './outcomesAddUp.js';
import { requestsBalance } from './requestsBalance.js';
import { reviewsAddUp } from './reviewsAddUp.js';
import { rowTotalsAddUp } from './rowTotalsAddUp.js';
import type { Rule } from './rule.js';
import { sixSectionsInOrder } from './sixSectionsInOrder.js';
import { proseAgreesWithTables } from './proseAgreesWithTables.js';
import { proseIsItsOwn } from './proseIsItsOwn.js';
import { tablesMatchTheForm } from './tablesMatchTheForm.js';

/** All rules, in the order in which findings are listed. */
export const rules: readonly Rule[] = [
  sixSectionsInOrder,
  oneYearThroughout,
  oneReportPerYear,
  cellsAreThere,
  cellsAreReadable,
  cellsAreFilled,
  tablesMatchTheForm,
  countsAreWhole,
  rowTotalsAddUp,
  requestsBalance,
  outcomesAddUp,
  reviewsAddUp,
  directLawsuitsAddUp,
  lawsuitsAfterReviewAddUp,
  carriedOverFromLastYear,
  inForceFollowsFromLastYear,
  itemsFollowFromLastYear,
  figuresStayInTheirRange,
  proseAgreesWithTables,
  proseIsItsOwn,
  feesAreStated,
  noIdentityCardNumbers,
  noMobileNumbers,
  noBankCardNumbers,
  departmentsFileByJanuary,
  governmentsFileByMarch,
  childrenAddUp,
  childrenHaveFiled,
];

/**
 * Whether a written explanation settles a finding of this rule. Personal numbers block until they are removed or the
 * editor has explained why they have to be public; other blocking findings are settled by correction alone.
 */
export function settledByExplanation(ruleId: string): boolean {
  const rule = rules.find((candidate) => candidate.id === ruleId);
  return rule !== undefined && (rule.severity === 'explain' || rule.group === 'privacy');
}

/** Raise it when the same report would get other findings than before. */
const revision = 1;

/** The version of the rule set, recorded with findings. The second part follows from the list, so that a rule added or re-graded never goes unrecorded. */
export const ruleSet = `${revision}-${fingerprint(rules.map((rule) => `${rule.id}:${rule.severity}`).join('\n')).slice(0, 8)}`;
