import type { Facts } from '../report.js';
import { factsWith, requestsRow } from './reports.js';

/** The facts of the five real reports in `samples/`, taken down by hand from the documents. Amounts of table 2 included. */

const otherDocuments = { 'documents.otherDocuments.made': undefined, 'documents.otherDocuments.disclosed': undefined, 'documents.otherDocuments.total': undefined };

/** 000: the row 其他处理 is blank. */
export const facts000: Facts = factsWith('2019', {
  'licensing.items': 29, 'licensing.change': -3, 'licensing.decisions': 908,
  'services.items': 78, 'services.change': 53, 'services.decisions': 18783,
  'procurement.projects': 31, 'procurement.amount': 833427,
  ...requestsRow('received', 1, 0, 0, 0, 0, 0, 1),
  ...requestsRow('granted', 1, 0, 0, 0, 0, 0, 1),
  ...requestsRow('other', null, null, null, null, null, null, null),
  ...requestsRow('concluded', 1, 0, 0, 0, 0, 0, 1),
});

/** The rows of document 001 whose total is cut off. */
export const rowsWithoutTotal001 = [
  'granted', 'partial',
  'refused.stateSecret', 'refused.otherLaw', 'refused.security', 'refused.thirdParty', 'refused.internal', 'refused.process', 'refused.enforcementFile', 'refused.administrativeQuery',
  'unavailable.notHeld', 'unavailable.notExisting', 'unavailable.unclear',
  'declined.petition', 'declined.repeat', 'declined.publication', 'declined.excessive', 'declined.confirmation',
  'other', 'concluded',
];

/** 001: all zeros, and the totals of most rows of table 3 are cut off. */
export const facts001: Facts = factsWith('2019', {
  ...otherDocuments,
  ...Object.fromEntries(rowsWithoutTotal001.map((row) => [`requests.${row}.total`, undefined])),
});

export const facts002: Facts = factsWith('2021', {
  'documents.normative.issued': 1, 'documents.normative.repealed': 2, 'documents.normative.inForce': 22,
  'licensing.decisions': 67370, 'penalties.decisions': 120462, 'coercion.decisions': 27595, 'fees.amount': 6529.91859,
  ...requestsRow('received', 25, 2, 0, 0, 0, 0, 27),
  ...requestsRow('carriedIn', 2, 0, 0, 0, 0, 0, 2),
  ...requestsRow('granted', 12, 0, 0, 0, 0, 0, 12),
  ...requestsRow('partial', 2, 0, 0, 0, 0, 0, 2),
  ...requestsRow('refused.thirdParty', 1, 0, 0, 0, 0, 0, 1),
  ...requestsRow('refused.administrativeQuery', 1, 0, 0, 0, 0, 0, 1),
  ...requestsRow('unavailable.notHeld', 7, 2, 0, 0, 0, 0, 9),
  ...requestsRow('declined.repeat', 1, 0, 0, 0, 0, 0, 1),
  ...requestsRow('concluded', 24, 2, 0, 0, 0, 0, 26),
  ...requestsRow('carriedOut', 3, 0, 0, 0, 0, 0, 3),
  'review.corrected': 1, 'review.total': 1,
  'litigation.afterReview.upheld': 1, 'litigation.afterReview.corrected': 1, 'litigation.afterReview.total': 2,
});

/** 003: 总计 of 自然人 says 8 where 4 were granted, and the one request of a legal service provider has no outcome. */
export const facts003: Facts = factsWith('2019', {
  'documents.normative.made': 76, 'documents.normative.disclosed': 23, 'documents.normative.total': 25,
  'documents.otherDocuments.made': 78, 'documents.otherDocuments.disclosed': 47, 'documents.otherDocuments.total': 47,
  'licensing.items': 503, 'licensing.change': 195, 'licensing.decisions': 5084,
  'services.items': 2054, 'services.change': 782, 'services.decisions': 11382,
  'penalties.items': 125, 'penalties.change': 29, 'penalties.decisions': 663,
  'coercion.items': 58, 'coercion.decisions': 405,
  'fees.items': 6, 'fees.change': -2,
  'procurement.projects': 236, 'procurement.amount': 9882576,
  ...requestsRow('received', 4, 0, 0, 0, 1, 0, 5),
  ...requestsRow('granted', 4, 0, 0, 0, 0, 0, 4),
  ...requestsRow('concluded', 8, 0, 0, 0, 1, 0, 9),
  'litigation.afterReview.upheld': 4, 'litigation.afterReview.pending': 5, 'litigation.afterReview.total': 9,
});

export const facts004: Facts = factsWith('2019', otherDocuments);
