import { readFileSync } from 'node:fs';
import { forms } from '../forms/catalogue.js';
import { equationsOf } from '../forms/form.js';
import { ruleSet, rules } from './registry.js';
import { rulesPage } from './rulesPage.js';

describe('the registry of rules', () => {
  test('has each id once, and a rule for every sum that a form states', () => {
    const ids = rules.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    const stated = new Set(forms.flatMap((form) => equationsOf(form).map((equation) => equation.rule)));
    expect([...stated].filter((rule) => !ids.includes(rule))).toEqual([]);
  });

  test('says of every rule what it asks for, in both languages, and what it rests on', () => {
    for (const rule of rules) {
      expect([rule.id, /[\u4e00-\u9fff]/.test(rule.sentence.zh), /[a-z]/i.test(rule.sentence.en), rule.clause.length > 3, rule.example.zh.length > 3]).toEqual([rule.id, true, true, true, true]);
    }
  });

  test('has a version that is safe to store and compare', () => {
    expect(ruleSet).toMatch(/^\d+-[0-9a-f]{8}$/);
  });

  test('docs/rules.md is current (npm run docs:rules writes it)', () => {
    expect(readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8')).toBe(rulesPage());
  });
});
