import type { Clause, Sentence } from './clauses.js';
import { sentencesOf } from './clauses.js';
import type { Figure } from './figures.js';
import { plainText } from './figures.js';
import type { Measure } from './measures.js';
import {
  allConcluded, applicantMeasures, besideAfter, besideBefore, concludedAfter, concludedBefore, difference, disputeFiller, disputeResults, documentsIssued, inTime, noDispute,
  noneReceived, noneReceivedShort, outcomeGroups, outcomeRows, partOnly, receivedAround, receivedBefore, receivedBeforeShort, requestWords, severalBodies, twoOutcomes,
} from './phrases.js';
import type { Setting, Subject } from './subject.js';
import { isOneChannel, newSubject, takeIn } from './subject.js';

/**
 * Figures stated in prose, matched to what they count. A figure is given only where its words settle what it counts, for
 * which body and which year; otherwise nothing is said of it.
 */

export interface Claim {
  readonly measure: Measure;
  readonly value: number;
  /** What the writing rounds to; 0 for an exact number. */
  readonly rounding: number;
  /** The prose gives a lower bound only (按时答复 N 件). */
  readonly atLeast: boolean;
  /** The sentence it stands in. */
  readonly quote: string;
}

const countUnits = /^(?:件次|件|宗|起|例|份|次|个|条|项)$/;
const strictUnits = /^(?:件次|件|宗|起|例|份|次)$/;
/** Outside the section on requests, prose without any of these words holds none of the figures. */
const worthReading = /申请|公开|复议|诉讼|起诉|办结|答复|回复|结转|维持|纠正|审结/;

/** What is known from the clauses before, within a sentence or a list of them. */
interface Progress {
  subject: Subject;
  /** The number of requests last said to be received: 均已办结 speaks of it, and 自然人 N 件 is a part of it. */
  received: Figure | null;
  scope: 'received' | 'other' | null;
}

export function claimsIn(paragraph: string, setting: Setting): Claim[] {
  const plain = plainText(paragraph);
  if (setting.section !== 3 && !worthReading.test(plain)) return [];
  const claims: Claim[] = [];
  let progress: Progress | undefined;
  for (const sentence of sentencesOf(plain)) {
    const goesOn: boolean = sentence.continues || /^\s*(?:其中|其余|另|从|按|在|已|共|办理结果)/.test(sentence.text);
    if (!progress || !goesOn) progress = { subject: newSubject(setting), received: null, scope: null };
    progress.subject.closed = severalBodies.test(sentence.text) || documentsIssued.test(sentence.text);
    claims.push(...claimsOf(sentence, progress, setting));
  }
  return claims;
}

function claimsOf(sentence: Sentence, progress: Progress, setting: Setting): Claim[] {
  const claims: Claim[] = [];
  const disclosure = /信息公开|依申请公开/.test(sentence.text);
  const add = (measure: Measure, figure: Pick<Figure, 'value' | 'rounding'>, atLeast = false): void => {
    claims.push({ measure, value: figure.value, rounding: figure.rounding, atLeast, quote: sentence.text.trim() });
  };
  for (const [index, clause] of sentence.clauses.entries()) {
    const next = sentence.clauses[index + 1];
    if (clause.figures.length === 0) {
      takeIn(progress.subject, clause.text, setting, disclosure);
      for (const [measure, figure] of withoutFigure(clause, progress, setting)) add(measure, figure);
      continue;
    }
    for (const [at, figure] of clause.figures.entries()) {
      const before = clause.text.slice(clause.figures[at - 1]?.end ?? 0, figure.start);
      const alone = clause.figures.length === 1;
      const after = alone ? clause.text.slice(figure.end) : '';
      takeIn(progress.subject, before + (at === 0 ? after : ''), setting, disclosure);
      const follows = next && next.figures.length === 0 ? next.text : '';
      const measure = measureOf({ before, after, follows, sentence: sentence.text, figure, setting, progress });
      if (!measure) {
        progress.scope = /其中/.test(before) ? progress.scope : progress.scope === 'received' ? 'received' : null;
        continue;
      }
      if (measure === 'received' && next?.bracketed && /含|包括/.test(next.text) && /结转/.test(next.text)) {
        progress.scope = null;
        continue;
      }
      if (measure === 'received') progress.received = figure;
      if (!measure.startsWith('carried')) progress.scope = measure.startsWith('received') ? 'received' : 'other';
      add(measure, figure, measure === 'concluded' && inTime.test(before));
    }
  }
  return claims;
}

interface Place {
  readonly before: string;
  readonly after: string;
  /** The next clause, where it has no figure of its own. */
  readonly follows: string;
  readonly sentence: string;
  readonly figure: Figure;
  readonly setting: Setting;
  readonly progress: Progress;
}

function measureOf(place: Place): Measure | null {
  const { before, after, figure, setting, progress: { subject } } = place;
  if (!countUnits.test(figure.unit) || figure.approximate || subject.foreign || subject.closed || subject.partial) return null;
  if (difference.test(before) || partOnly.test(before.replace(/关于政府信息公开/, '')) || subject.topic === 'other') return null;
  const carried = strictUnits.test(figure.unit) ? carriedOver(place) : null;
  if (carried) return carried;
  if (subject.year !== null && subject.year !== setting.year) return null;
  if (/复议|诉讼|起诉/.test(before + after) || subject.topic?.startsWith('litigation') || subject.topic === 'review') return disputeMeasure(place);
  if (subject.topic === 'requests') {
    return receivedMeasure(place) ?? (strictUnits.test(figure.unit) && !partOnly.test(after) ? outcomeMeasure(before, after) ?? applicantMeasure(place) ?? concludedMeasure(before, after) : null);
  }
  return null;
}

function carriedOver({ before, after, follows, setting, progress: { subject } }: Place): Measure | null {
  if (subject.topic !== 'requests' && !requestWords.test(before + after)) return null;
  const [last, next] = [`(?:上一?年度?|去年|${setting.year - 1}年度?)`, `(?:下一?年度?|次年度?|明年度?|${setting.year + 1}年度?)`];
  // 办结上年结转的 3 件 leaves open whether there were more.
  if (/(?<!未)(?:办结|答复)/.test(before)) return null;
  const rest = '(?:的|度|政府信息公开|信息公开|申请|事项|数量|数|继续|办理|处理|答复|共|为|有|[：:\\s])*$';
  if (new RegExp(`(?:${last}的?(?:结转|转入|转结|遗留)(?:到|至)?(?:本年)?(?:度)?|结转自?${last})${rest}`).test(before)) return 'carriedIn';
  if (new RegExp(`^\\s*(?:申请)?(?:为|是|系)?${last}(?:结转|遗留)`).test(after)) return 'carriedIn';
  if (new RegExp(`(?:结转|转结|转入|承转|转|顺延|延至)(?:到|至|入)?${next}${rest}`).test(before)) return 'carriedOut';
  const onward = new RegExp(`^\\s*[^，]{0,8}?(?:结转|转结|承转|转入|转|顺延|延)(?:到|至|入)?${next}`);
  return onward.test(after) || (/^\s*(?:申请)?(?:尚|仍)?未(?:办结|答复)\s*$/.test(after) && onward.test(follows)) ? 'carriedOut' : null;
}

function receivedMeasure({ before, after, sentence, figure, progress }: Place): Measure | null {
  if (/未收|没有收|不予受理/.test(before) && figure.value !== 0) return null;
  const listed = /公民、?法人|自然人、?法人/.test(before);
  if (isOneChannel(before) || (!listed && /(?:自然人|法人|企业|机构|组织)[^，]*申请/.test(before) && !/申请人/.test(before))) return null;
  if (receivedBefore.test(before)) return 'received';
  const settled = progress.subject.topic === 'requests';
  if (settled && strictUnits.test(figure.unit) && receivedBeforeShort.test(before)) return 'received';
  if (!receivedAround.before.test(before)) return null;
  // 2020年收到申请 22 件，2021年收到 30 件: only the time may stand before the verb, no other body.
  if (settled && after.trim() === '' && requestWords.test(sentence) && /^[\s\d年本度全当今共]*(?:新?收到|接到|受理)(?:了|共|共计)?\s*$/.test(before)) return 'received';
  return receivedAround.after.test(after) || (settled && receivedAround.afterShort.test(after)) ? 'received' : null;
}

function outcomeMeasure(before: string, after: string): Measure | null {
  const inBefore = outcomeRows.filter(([words]) => words.test(before));
  if (inBefore.length === 1) return inBefore[0]?.[1] ?? null;
  if (inBefore.length > 1 || twoOutcomes.test(before)) return null;
  const led = /^\s*(?:其中|另有|有|另|和|及|以及|共)*\s*$/.test(before);
  const inAfter = led ? outcomeRows.filter(([words]) => words.test(after)) : [];
  if (inAfter.length > 0) return inAfter.length === 1 ? inAfter[0]?.[1] ?? null : null;
  for (const [words, measure] of outcomeGroups) {
    if (new RegExp(words + besideBefore).test(before)) return measure;
    if (led && new RegExp(besideAfter + words).test(after)) return measure;
  }
  return null;
}

function applicantMeasure({ before, progress }: Place): Measure | null {
  if (progress.scope !== 'received') return null;
  return applicantMeasures.find(([words]) => words.test(before))?.[1] ?? null;
}

function concludedMeasure(before: string, after: string): Measure | null {
  if (/未|尚|网上|电话|书面|邮寄|办理(?!完毕|答复)/.test(before) || /公开|提供|处理(?!完毕)/.test(before.replace(/(?:政府|政务)?信息公开的?申请|依申请公开/g, ''))) return null;
  if (concludedBefore.test(before)) return 'concluded';
  return /^\s*(?:其中|已|共|另有|有)*\s*$/.test(before) && concludedAfter.test(after) ? 'concluded' : null;
}

function disputeMeasure({ before, after, figure, setting, progress: { subject } }: Place): Measure | null {
  if (!strictUnits.test(figure.unit) && !/^[例宗个]$/.test(figure.unit)) return null;
  const topic = subject.topic;
  if (topic === null || topic === 'requests' || topic === 'other') return null;
  const words = before + after;
  if (/复议/.test(words.replace(/未经复议|复议后/g, '')) && /诉讼/.test(words)) return null;
  if (/审结|撤诉|驳回|应诉|出庭/.test(words.replace(/(?:尚未|未)审结/g, ''))) return null;
  const led = /^\s*(?:其中|另有|有|另)*\s*$/.test(before);
  for (const [result, key] of disputeResults) {
    if (new RegExp(`${result}(?:的|为|[：:\\s])*$`).test(before) || (led && new RegExp(`^\\s*(?:被|为)?${result}`).test(after))) return `${topic}.${key}`;
  }
  if (new RegExp(`(?:复议|诉讼|直接起诉|复议后起诉)${disputeFiller}`).test(before)) return topic;
  // 行政复议方面：共发生 4 件
  if (/^\s*(?:\d{4}年度?|全年|本年度?)?(?:共|共计|合计)?(?:发生|收到|有)\s*$/.test(before) && after.trim() === '') return topic;
  if (setting.section !== 4 && !/信息公开|依申请公开/.test(words)) return null;
  return /^\s*(?:有|发生|共|共有|其中)*\s*$|(?:有|发生|共)\s*$/.test(before) && /(?:复议|诉讼)(?:案件|事项|申请|的情况)?\s*$/.test(after) ? topic : null;
}

const zero = { value: 0, rounding: 0 };

/** 均已办结, 未收到申请, 未发生诉讼: figures said without a number. */
function withoutFigure(clause: Clause, { subject, received }: Progress, setting: Setting): [Measure, Pick<Figure, 'value' | 'rounding'>][] {
  const text = clause.text.trim();
  if (subject.foreign || subject.closed || subject.partial || (subject.year !== null && subject.year !== setting.year)) return [];
  if (received && subject.topic === 'requests' && allConcluded.test(text)) return [['concluded', received]];
  if (noDispute.test(text) && (setting.section === 4 || /信息公开|依申请公开/.test(text)) && !/(?:维持|纠正|败诉|逾期|应诉|责任)/.test(text)) {
    const words = text.replace(/未经复议|复议后/g, '');
    return [...(/复议/.test(words) ? [['review', zero] as [Measure, typeof zero]] : []), ...(/诉讼/.test(words) ? [['litigation', zero] as [Measure, typeof zero]] : [])];
  }
  const listed = /公民、?法人|自然人、?法人/.test(text);
  const narrowed = /复议|诉讼|赔偿|更正|举报|投诉|不予|部分|逾期/.test(text) || isOneChannel(text) || (!listed && /自然人|法人|企业|公民/.test(text));
  const none = noneReceived.test(text) || (subject.topic === 'requests' && noneReceivedShort.test(text));
  return none && !narrowed ? [['received', zero]] : [];
}
