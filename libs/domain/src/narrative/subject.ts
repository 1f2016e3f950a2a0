import { channels, noCount, otherMatters, requestWords } from './phrases.js';

/** Of what, of whom and of when a clause speaks, carried from clause to clause until something else is said. */
export interface Subject {
  topic: 'requests' | 'review' | 'litigation' | 'litigation.direct' | 'litigation.afterReview' | 'other' | null;
  /** The year last spoken of; `null` while none was. */
  year: number | null;
  /** A part of the year. */
  partial: boolean;
  /** Another body than the reporting one. */
  foreign: boolean;
  /** The sentence holds no counts of this report (plans, shares by channel, several years at once). */
  closed: boolean;
}

export interface Setting {
  readonly section: number;
  readonly year: number;
  readonly agency: string | null;
}

export function newSubject(setting: Setting): Subject {
  return { topic: setting.section === 3 ? 'requests' : null, year: null, partial: false, foreign: false, closed: false };
}

/** Takes in what a clause says before its figures. `informationDisclosure`: the sentence speaks of it. */
export function takeIn(subject: Subject, clause: string, setting: Setting, informationDisclosure: boolean): void {
  if (noCount.test(clause) || /^\s*(?:其中)?从[^，]*(渠道|方式|途径|内容|领域|类型)[^，]*$/.test(clause)) subject.closed = true;
  takeInTime(subject, clause, setting.year);
  if (speaksOfOwnBody(clause)) subject.foreign = false;
  else if (namesAnotherBody(clause, setting.agency)) subject.foreign = true;
  subject.topic = topicOf(clause, subject.topic, setting.section === 4 || informationDisclosure) ?? subject.topic;
}

function topicOf(clause: string, before: Subject['topic'], informationDisclosure: boolean): Subject['topic'] {
  if (/复议|诉讼|直接起诉/.test(clause)) {
    if (!informationDisclosure || /应诉/.test(clause)) return 'other';
    if (/未经复议|直接起诉/.test(clause)) return 'litigation.direct';
    if (/复议后/.test(clause)) return 'litigation.afterReview';
    return /诉讼/.test(clause) ? 'litigation' : 'review';
  }
  if (/信访举报投诉类/.test(clause) && before !== 'other') return 'requests';
  if (requestWords.test(clause) && !/人大|政协|热线|留言|更正/.test(clause)) return 'requests';
  return otherMatters.test(clause) ? 'other' : null;
}

/** Years as written, and 上年, 去年, 本年. What is compared with or carried over names a year without speaking of it. */
function takeInTime(subject: Subject, clause: string, reportYear: number): void {
  const spoken = clause
    .replace(/(?:较|比|与|和)(?:上一?年度?|去年|20\d\d年度?)(?:同期|相比)?/g, '')
    .replace(/(?:上一?年度?|去年|20\d\d年度?)(?:度)?的?(?:结转|转入|转结|遗留)/g, '结转')
    .replace(/(?:结转|转|顺延|延)(?:到|至|入|自)?(?:上一?年|下一?年|次年|明年|20\d\d年)度?/g, '结转');
  for (const match of spoken.matchAll(/(20\d\d)年|上一?年|去年|本年|今年|当年|全年|报告期|年内/g)) {
    const before = match[0].startsWith('上') || match[0] === '去年';
    subject.year = match[1] ? Number(match[1]) : before ? reportYear - 1 : reportYear;
  }
  if (/上半年|下半年|季度/.test(spoken)) subject.partial = true;
  const wholeYear = /(?<!\d)1(?:-|—|－|至|到)12月|1月(?:1日)?(?:至|到|-|—|－)+(?:20\d\d年)?12月(?:31日|底)?|(?:截至|截止|至)[^，]*12月(?:31日|底)/;
  if (/(?<!\d)\d{1,2}月/.test(spoken.replace(wholeYear, ''))) subject.partial = true;
}

function speaksOfOwnBody(clause: string): boolean {
  return /(?:我|本|全)(?:省|市|县|区|旗|镇|乡|街|局|委|办|厅|院|机关|单位|部门|行政机关|中心|校|所|会)/.test(clause);
}

const bodies = /[\u4e00-\u9fff]{1,16}?(?:街道办事处|街道(?!办)|办事处|人民政府|政府办公室|委员会|发改委|卫健委|部门|单位|局|厅|镇|乡)(?=收|受|接|办|答|共|新|全|有|为|本|未|没|无|已|累计|\d|\s|（|\(|$)/gu;
const generic = /(?:街道办事处|街道|办事处|人民政府|政府办公室|委员会|发改委|卫健委|部门|单位|局|厅|镇|乡)$/u;

/** A body is the reporting one where its name ends as the reporting body's does, two characters beyond the kind of body. */
function namesAnotherBody(clause: string, agency: string | null): boolean {
  if (/(?:公安|税务|司法|检察|监察|审判)机关/.test(clause)) return true;
  if (/代[\u4e00-\u9fff]{0,4}政府/.test(clause)) return true;
  for (const [name] of clause.matchAll(bodies)) {
    if (/(?:各|所有|全体|有关|相关|各级)[\u4e00-\u9fff]{0,4}(?:部门|单位)$/.test(name) || /格局|结局|布局|信息公开|主管部门$/.test(name)) continue;
    const kind = generic.exec(name)?.[0].length ?? 0;
    if (!agency || commonEnd(name, agency) < Math.min(kind + 2, name.length)) return true;
  }
  return false;
}

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}

/** One channel is a part of all requests; a list of channels stands for all of them. */
export function isOneChannel(before: string): boolean {
  return new Set(before.match(channels)).size === 1;
}
