import type { HeldRole } from '@gouji/domain/permissions';

/** Every demo account's password. A demo listens on this machine alone; a real installation has no demo accounts. */
export const DEMO_PASSWORD = 'gouji-demo';

export interface DemoBody { readonly id: string; readonly code: string; readonly name: string; readonly parent: string | null; readonly sample: string | null }

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The bodies of the five real reports, under one supervising body. `sample` is the file in `samples/` that the body files. */
export const demoBodies: readonly DemoBody[] = [
  { id: id(1), code: 'demo', name: '演示省政务公开办公室', parent: null, sample: null },
  { id: id(2), code: 'yongfeng', name: '武汉市汉阳区永丰街道办事处', parent: 'demo', sample: '000_9e7289e58a1cf65b.txt' },
  { id: id(3), code: 'baojianlu', name: '南岗区保健路街道办事处', parent: 'demo', sample: '001_94358fe22916de47.txt' },
  { id: id(4), code: 'libo', name: '利博', parent: 'demo', sample: '002_0935331167c41a19.txt' },
  { id: id(5), code: 'tieshan', name: '黄石经济技术开发区·铁山区', parent: 'demo', sample: '003_c7925c89c326f8ac.txt' },
  { id: id(6), code: 'tianfu', name: '威海市文登区天福街道办事处', parent: 'demo', sample: '004_79fee03082277bb8.txt' },
];

export interface DemoAccount { readonly username: string; readonly name: string; readonly body: string; readonly role: HeldRole }

const stepNames = { editor: '编辑', reviewer: '审核', signer: '签发' } as const;

/** Three persons for each filing body; for the supervising body a signer, a supervisor, an administrator and an auditor. */
export const demoAccounts: readonly DemoAccount[] = [
  ...demoBodies.filter((body) => body.sample !== null).flatMap((body) =>
    (['editor', 'reviewer', 'signer'] as const).map((role) => ({ username: `${body.code}.${role}`, name: `${body.name}${stepNames[role]}`, body: body.code, role }))),
  { username: 'demo.signer', name: '演示省签发', body: 'demo', role: 'signer' },
  { username: 'demo.supervisor', name: '演示省督导', body: 'demo', role: 'supervisor' },
  { username: 'demo.administrator', name: '演示省管理员', body: 'demo', role: 'administrator' },
  { username: 'demo.auditor', name: '演示省审计', body: 'demo', role: 'auditor' },
];
