import { fingerprint } from '../fingerprint.js';
import { cellsAreFilled } from './cellsAreFilled.js';
import { cellsAreReadable } from './cellsAreReadable.js';
import { cellsAreThere } from './cellsAreThere.js';
import { countsAreWhole } from './countsAreWhole.js';
import { directLawsuitsAddUp } from './directLawsuitsAddUp.js';
import { lawsuitsAfterReviewAddUp } from './lawsuitsAfterReviewAddUp.js';
import { oneReportPerYear } from './oneReportPerYear.js';
import { oneYearThroughout } from './oneYearThroughout.js';
import { outcomesAddUp } from './outcomesAddUp.js';
import { requestsBalance } from './requestsBalance.js';
import { reviewsAddUp } from './reviewsAddUp.js';
import { rowTotalsAddUp } from './rowTotalsAddUp.js';
import type { Rule } from './rule.js';
import { sixSectionsInOrder } from './sixSectionsInOrder.js';
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
];

/** Raise it when the same report would get other findings than before. */
const revision = 1;

/** The version of the rule set, recorded with findings. The second part follows from the list, so that a rule added or re-graded never goes unrecorded. */
export const ruleSet = `${revision}-${fingerprint(rules.map((rule) => `${rule.id}:${rule.severity}`).join('\n')).slice(0, 8)}`;
