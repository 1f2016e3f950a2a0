import { formById } from '../forms/catalogue.js';
import { equationsOf } from '../forms/form.js';
import { ruleSet, rules } from './registry.js';
import type { Rule, RuleGroup } from './rule.js';

const groups: Readonly<Record<RuleGroup, string>> = {
  shape: '形式 Shape', cells: '单元格 Cells', totals: '勾稽关系 Totals', history: '与往年 History', narrative: '文字 Narrative', other: '其他 Other',
  privacy: '个人信息 Personal numbers', deadline: '期限 Deadlines', rollup: '汇总 Roll-up',
};

const severities = {
  blocking: '**必须改正** blocking', explain: '**须说明** explain', note: '**提示** note',
} as const;

/** The page that lists all rules, in Markdown; `docs/rules.md` is this text. */
export function rulesPage(): string {
  const listed = Object.keys(groups).filter((group): group is RuleGroup => group in groups);
  return [
    '# 核对规则 Rules',
    '',
    '<!-- Written by `npm run docs:rules` from libs/domain/src/rules/registry.ts. Do not edit by hand. -->',
    '',
    `规则集版本 Rule set: \`${ruleSet}\`（随每次核对结果一并保存 recorded with the findings of every check）`,
    '',
    '- **必须改正** blocking：改正后才能送审；个人信息类也可以说明理由。The report cannot be submitted; personal numbers may be explained instead.',
    '- **须说明** explain：改正，或写明情况后才能送审。Correct it, or explain it in writing.',
    '- **提示** note：供参考。For information.',
    ...listed.flatMap((group) => ['', `## ${groups[group]}`, ...rules.filter((rule) => rule.group === group).flatMap(section)]),
    '',
  ].join('\n');
}

function section(rule: Rule): string[] {
  const equations = (['2019', '2021'] as const).flatMap((id) => {
    const count = equationsOf(formById(id)).filter((equation) => equation.rule === rule.id).length;
    return count > 0 ? [`${id} 格式 ${count} 条`] : [];
  });
  return [
    '',
    `### \`${rule.id}\``,
    '',
    rule.sentence.zh,
    rule.sentence.en,
    '',
    `- 级别 Severity: ${severities[rule.severity]}`,
    `- 依据 Basis: ${rule.clause}`,
    ...(rule.forms ? [`- 适用格式 Form: ${rule.forms.join('、')}`] : []),
    ...(equations.length > 0 ? [`- 等式 Equations: ${equations.join('，')}`] : []),
    `- 例 Example: ${rule.example.zh} ${rule.example.en}`,
  ];
}
