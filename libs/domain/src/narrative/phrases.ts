import type { Measure } from './measures.js';

/** The words by which reports name things. Data for `claims.ts`; wordings are those of the forms and of real reports. */

/** Requests under the Regulations, named so that nothing else can be meant. */
export const requestWords = /依申请公开|(?:政府|政务)?信息公开的?申请|公开申请|申请公开|公开(?:政府|政务)信息的?申请/;

/** Matters counted in 件 and 次 that are none of the report's tables. */
export const otherMatters = new RegExp([
  '人大', '政协', '建议', '提案', '议案', '热线', '12345', '留言', '咨询', '来信', '来电', '来访', '信箱', '转办', '督办', '网民', '网友', '公开电话',
  '信访(?!举报投诉)', '(?<!信访)举报(?!投诉类)', '投诉(?!类)', '(?:登记|低保|救助|补贴|许可|赔偿|更正)[^，]{0,4}申请', '审批', '处罚决定', '规范性文件', '政策文件', '主动公开', '民生', '培训', '会议',
  '许可', '微信', '微博', '栏目', '解读', '应诉', '检察', '答复书', '模板',
].join('|'));

/** Figures of a part that no cell counts: one channel, one subject matter, late or withdrawn ones. */
export const partOnly = /涉及|关于|方面的|集中|逾期(?!不补正|未按)|超期|超时|延期|延长|当场|口头|电话|撤回|撤销|撤诉|驳回|败诉|胜诉|同一|转来|转交|移交|协助|模拟|抽查|抽取|暗访|复议机关|批次|补正告知|月份/;

export const channels = /网上|网络|网站|信函|邮寄|信件|当面|现场|传真|邮件|平台|系统|在线|窗口/g;

/** Comparisons with another time: the figure is a difference, not a count. */
export const difference = /较|比上|比去|相比|同比|环比|增长|增加|减少|下降|上升|降低|增幅|多了|少了|占/;

/** Plans, conditions and lists spread over bodies or years: nothing in such a sentence is a count of this report. */
export const noCount = /力争|争取|预计|计划|(?:^|，)如果?|(?:^|，)若|应当|分别|历年|近[两三四五六七八九十]年|(?<![今一])年以来|施行以来|实施以来|居前|前[一二三四五六七八九十]的|下一步/;

/** How documents issued are to be disclosed (发文 52 件, 依申请公开 10 件, 不予公开 12 件): the words of table 3, and none of its figures. */
export const documentsIssued = /(?:公文|发文|制发|文件|政府信息)[^。]*主动公开[^。]*(?:依申请公开|不予公开)/;

/** The sentence sets the body beside others above or below it, each with its own counts. */
export const severalBodies = /[省市县区镇]级(?!以上)|本级|所属|下属|镇属|直属|镇街|街镇/;

const verbs = '(?:新收到?|收到|受理|接收|接到|接受|收悉|新增|共收)';
const noun = '(?:(?:要求|申请)公开[^，、]{0,8}申请|公开(?:政府|政务)?信息[^，、]{0,6}申请|依申请公开(?:政府信息|信息|工作)?的?(?:申请|事项|件)*|(?:政府|政务)?信息公开的?申请|(?<!各类)公开申请|申请公开(?:政府|政务)信息)';
// No two of these may add up to a third: a text could then be taken apart in exponentially many ways.
const filler = '(?:事项|申请|件|数量|数|总数|总量|办件|案件|的|共|合计|总计|为|是|有|达到?|计|[：:\\s])*$';

/** 收到政府信息公开申请 N 件 */
export const receivedBefore = new RegExp(`${verbs}(?:了|过|的|各类)?.{0,24}?${noun}${filler}`);
/** 收到申请 N 件, where it is settled that requests are spoken of. */
export const receivedBeforeShort = new RegExp(`${verbs}(?:了|过|的)?(?:公民|、|法人|或者?|和|及|其他|组织|提出|的)*申请${filler}`);
/** 收到 N 件政府信息公开申请 */
export const receivedAround = { before: new RegExp(`${verbs}(?:了|共|共计)?\\s*$`), after: new RegExp(`^\\s*(?:有效)?${noun}`), afterShort: /^\s*申请/ };

export const noneReceived = new RegExp(`(?:未|没有|没|无)(?:再|曾)?${verbs}(?:过|到)?(?:任何|一件)?[^，]{0,24}?(?:${noun})(?:事项|的?情况|的?情形|件|数量)*$`);
export const noneReceivedShort = new RegExp(`(?:未|没有|没|无)(?:再|曾)?${verbs}(?:过|到)?(?:任何|公民|、|法人|或者?|和|及|其他|组织|提出|的)*申请(?:事项|的?情况)*$`);

export const concludedBefore = /(?<!未|不予)(?:办结|答复|回复|办理完毕|办理答复|处理完毕|办复)(?:了|的)?(?:政府信息公开|信息公开|依申请公开)?(?:申请|事项|件数|的|数量|共|共计|合计|总计|为|是|[：:\s])*$/;
export const concludedAfter = /^\s*(?:申请)?(?:已|均|全部|均已|已全部|已经|按时|按期|依法|及时|予以)*(?:办结|答复|回复|办理完毕|处理完毕)(?!率|书)/;
/** 按时答复 N 件 does not say that no other was answered late. */
export const inTime = /按时|按期|及时|依法|法定|规定/;
/** 均已办结, 全部按时答复, 均在法定期限内予以答复 */
export const allConcluded = /^\s*(?:并|目前|现)?(?:已经|已)?(?:均|全部|都|全)(?:已|已经)?[^，]{0,14}(?:办结|答复|回复|办理完毕|办复)(?!率|书)/;

const applicants: readonly (readonly [RegExp, Measure])[] = [
  [/(?:自然人|公民|个人)(?:提出|提交)?的?(?:申请|为|有|共|[：:\s])*$/, 'received.natural'],
  [/(?:法人(?:和|或者?|及|、|以及)其[他它]组织|法人)(?:提出|提交)?的?(?:申请|为|有|共|[：:\s])*$/, 'received.organisations'],
  [/商业企业(?:提出|提交)?的?(?:申请|为|有|共|[：:\s])*$/, 'received.business'],
  [/科研机构(?:提出|提交)?的?(?:申请|为|有|共|[：:\s])*$/, 'received.research'],
  [/社会公益组织(?:提出|提交)?的?(?:申请|为|有|共|[：:\s])*$/, 'received.nonprofit'],
  [/法律服务机构(?:提出|提交)?的?(?:申请|为|有|共|[：:\s])*$/, 'received.legal'],
];
export const applicantMeasures = applicants;

/** Rows of table 3 that have a wording of their own, wherever it stands. */
export const outcomeRows: readonly (readonly [RegExp, Measure])[] = [
  [/国家秘密/, 'refused.stateSecret'],
  [/(?:其他|其它)?法律、?行政法规禁止公开/, 'refused.otherLaw'],
  [/三安全一稳定/, 'refused.security'],
  [/第三方合法权益/, 'refused.thirdParty'],
  [/内部事务信息/, 'refused.internal'],
  [/过程性信息/, 'refused.process'],
  [/行政执法案卷/, 'refused.enforcementFile'],
  [/行政查询事项/, 'refused.administrativeQuery'],
  [/不掌握/, 'unavailable.notHeld'],
  [/没有现成信息|另行制作/, 'unavailable.notExisting'],
  [/补正后.{0,6}(?:不明确)/, 'unavailable.unclear'],
  [/信访举报投诉/, 'declined.petition'],
  [/重复申请/, 'declined.repeat'],
  [/公开出版物/, 'declined.publication'],
  [/大量反复申请/, 'declined.excessive'],
  [/确认或者?重新出具/, 'declined.confirmation'],
  [/逾期不补正/, 'other.notCorrected'],
  [/逾期未按收费通知/, 'other.unpaid'],
];

/** Groups of rows, and rows whose wording is a common phrase: they count only right beside the figure. */
export const outcomeGroups: readonly (readonly [string, Measure])[] = [
  ['(?:予以|同意|决定)?部分公开', 'partial'],
  ['(?<!不)(?:予以公开|同意公开)', 'granted'],
  ['不予公开', 'refused'],
  ['无法提供', 'unavailable'],
  ['不予处理', 'declined'],
  ['其[他它]处理', 'other'],
];
/** 予以公开和部分公开共 20 件 counts two rows together. */
export const twoOutcomes = /(?:公开|提供|处理)(?:和|及|与|以及|、|或)(?:予以|部分|不予|无法|其他)/;
export const besideBefore = '(?:的|类|申请|信息|情形|情况|共|为|有|[：:\\s])*$';
export const besideAfter = '^\\s*(?:申请)?(?:被|为|属于|是|系|因)?';

export const disputeResults: readonly (readonly [string, string])[] = [
  ['(?:结果)?维持(?:原?(?:具体)?行政行为|原判|结果)?', 'upheld'],
  ['(?:结果)?纠正', 'corrected'],
  ['其[他它]结果', 'other'],
  ['(?:尚未|未)审结', 'pending'],
];
export const disputeFiller = '(?:案件|案|事件|申请|事项|共|共计|数量|总计|为|有|的|[：:\\s])*$';

export const noDispute = /(?:未|没有|无|没)(?!经复议)[^，]*(?:复议|诉讼)(?:案件|申请|事项)?(?:的|等)*(?:情况|情形|案件|事项|申请|发生)?$/;
