import type { Message } from './report.js';

/**
 * The problems a client of the API can meet, each with its code, its HTTP status and what to say. Sentences say what
 * happened and what to do next. Codes are stable: clients branch on them.
 */
interface ProblemSpec { readonly status: number; readonly title: Message }

const catalogue = {
  'invalid-request': { status: 400, title: { zh: '请求的内容不符合要求，请按“errors”中的提示修改后重试。', en: 'The request is not valid. Correct what “errors” names and try again.' } },
  'multipart-expected': { status: 400, title: { zh: '请以 multipart/form-data 上传，文件字段名为“file”。', en: 'Upload as multipart/form-data with the file in the field “file”.' } },
  'file-missing': { status: 422, title: { zh: '没有收到文件，请选择文件后重新上传。', en: 'No file was received. Choose a file and upload again.' } },
  'file-interrupted': { status: 422, title: { zh: '文件没有传完就中断了，请重新上传。', en: 'The upload broke off before the file was complete. Upload it again.' } },
  'file-too-large': { status: 413, title: { zh: '文件太大，请压缩其中的图片或另存后重新上传。', en: 'The file is too large. Shrink its pictures or save it anew, then upload again.' } },
  'unauthenticated': { status: 401, title: { zh: '尚未登录或登录已过期，请重新登录。', en: 'You are not signed in, or the session has ended. Sign in again.' } },
  'wrong-credentials': { status: 401, title: { zh: '用户名或密码不正确。', en: 'The user name or the password is wrong.' } },
  'forbidden': { status: 403, title: { zh: '您没有办理此事的权限。', en: 'You may not do this.' } },
  'cross-site': { status: 403, title: { zh: '请求来自其他网站，已被拒绝。请在本站页面上操作。', en: 'The request came from another site and was refused. Act from this site’s own pages.' } },
  'not-found': { status: 404, title: { zh: '没有找到，或您无权查看。', en: 'Not found, or not yours to see.' } },
  'body-ambiguous': { status: 422, title: { zh: '您是多个机关的编辑，请用“body”字段写明为哪个机关上传。', en: 'You edit for several bodies. Say in the field “body” which one this file is for.' } },
  'state-moved-on': { status: 409, title: { zh: '报告的状态已经变化，请刷新后再办理。', en: 'The report has moved on. Reload it and decide again.' } },
  'not-with-editor': { status: 409, title: { zh: '该机关这一年度的报告已经送审或办结，不能再上传。需要修改时，请先撤回、请审核人退回，或在公开后发起更正。', en: 'This body’s report for the year is already in review or beyond. Recall it, have it returned, or start a correction before uploading again.' } },
  'revision-moved-on': { status: 412, title: { zh: '报告已有更新的版本，请查看新版本后再修改。', en: 'There is a newer revision. Look at it before changing the report.' } },
  'revision-required': { status: 428, title: { zh: '请在 If-Match 中写明所依据的版本。', en: 'Say in If-Match which revision your change is based on.' } },
  'guard-failed': { status: 422, title: { zh: '条件不具备，暂不能办理。', en: 'A condition is not met yet.' } },
  'unknown-cell': { status: 422, title: { zh: '表格中没有这个单元格。', en: 'The form has no such cell.' } },
  'unknown-finding': { status: 404, title: { zh: '当前版本没有这个问题，可能已经改正。', en: 'The current revision has no such finding; it may have been corrected.' } },
  'not-readable-yet': { status: 409, title: { zh: '报告还没有读取完成，请稍候。', en: 'The report has not been read yet. Wait a moment.' } },
  'idempotency-key-reused': { status: 422, title: { zh: '同一 Idempotency-Key 已用于另一个文件，请换一个。', en: 'This Idempotency-Key was used for a different file. Use a new one.' } },
  'idempotency-key-invalid': { status: 400, title: { zh: 'Idempotency-Key 应为 1 至 200 个可见的 ASCII 字符。', en: 'An Idempotency-Key is 1 to 200 visible ASCII characters.' } },
  'too-busy': { status: 503, title: { zh: '系统繁忙，请稍后重试。', en: 'The system is busy. Try again shortly.' } },
  'unavailable': { status: 503, title: { zh: '服务暂时不可用，请稍后重试；已经提交的内容不会丢失。', en: 'The service is not available just now. Try again shortly; nothing submitted is lost.' } },
  'internal': { status: 500, title: { zh: '系统出错，已记录，请稍后重试。', en: 'Something went wrong here and has been recorded. Try again later.' } },
} as const satisfies Record<string, ProblemSpec>;

export type ProblemCode = keyof typeof catalogue;

/** RFC 9457 `application/problem+json`, with the code and both languages beside the standard members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly message: Message;
  readonly errors?: readonly { readonly where: string; readonly message: string }[];
}

/** The problem for a code of the catalogue; `message` replaces the general sentence by a more exact one. */
export function problem(code: ProblemCode, exact?: Partial<Pick<Problem, 'message' | 'errors'>>): Problem {
  const { status, title } = catalogue[code];
  return customProblem(status, code, title, exact);
}

/** A problem whose code and sentence come from elsewhere, such as a reader's refusal of a file. */
export function customProblem(status: number, code: string, title: Message, exact?: Partial<Pick<Problem, 'message' | 'errors'>>): Problem {
  const message = exact?.message ?? title;
  return { type: `urn:gouji:problem:${code}`, title: title.zh, status, detail: `${message.zh} ${message.en}`, code, message, ...(exact?.errors ? { errors: exact.errors } : {}) };
}
