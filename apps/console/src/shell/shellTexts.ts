import type { HeldRole } from '@gouji/domain/permissions';
import type { Message } from '@gouji/domain/report';

export const shellTexts = {
  product: { zh: '勾稽', en: 'Gouji' },
  subtitle: { zh: '政府信息公开工作年度报告', en: 'Annual disclosure reports' },
  signIn: { zh: '登录', en: 'Sign in' },
  signInTitle: { zh: '政府信息公开工作年度报告', en: 'Annual reports on information disclosure' },
  signInLead: { zh: '上传、核对、审核、签发、公开', en: 'File, check, review, sign and publish' },
  username: { zh: '用户名', en: 'User name' },
  password: { zh: '密码', en: 'Password' },
  usernameNeeded: { zh: '请填写用户名。', en: 'Enter your user name.' },
  passwordNeeded: { zh: '请填写密码。', en: 'Enter your password.' },
  sessionEnded: { zh: '登录已过期，请重新登录。登录后回到刚才的页面，未保存的修改仍在。', en: 'Your session has ended. Sign in again: you return to the page you were on, with your unsaved changes.' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  account: { zh: '当前账号', en: 'Your account' },
  otherLanguage: { zh: 'English', en: '中文' },
  reports: { zh: '年度报告', en: 'Reports' },
  skipToContent: { zh: '跳到正文', en: 'Skip to content' },
  loading: { zh: '正在加载…', en: 'Loading…' },
  retry: { zh: '重试', en: 'Try again' },
  noSuchPage: { zh: '没有这个页面', en: 'There is no such page' },
  noSuchPageHint: { zh: '地址可能有误，或页面已经移动。', en: 'The address may be wrong, or the page has moved.' },
  backToReports: { zh: '回到年度报告', en: 'Back to the reports' },
  pageFailed: { zh: '页面出错了', en: 'This page failed' },
  pageFailedHint: { zh: '请重新加载页面；已经保存的内容不会丢失。', en: 'Reload the page; nothing you saved is lost.' },
  reload: { zh: '重新加载', en: 'Reload' },
  cancel: { zh: '取消', en: 'Cancel' },
} as const satisfies Record<string, Message>;

export const roleNames: Readonly<Record<HeldRole, Message>> = {
  editor: { zh: '编辑', en: 'Editor' },
  reviewer: { zh: '审核', en: 'Reviewer' },
  signer: { zh: '签发', en: 'Signer' },
  supervisor: { zh: '督导', en: 'Supervisor' },
  administrator: { zh: '管理员', en: 'Administrator' },
  auditor: { zh: '审计', en: 'Auditor' },
};
