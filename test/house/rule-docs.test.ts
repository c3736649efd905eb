import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { heardTogether } from '../../src/policy/hear.ts';
import type { RuleUse } from '../../src/policy/policy.ts';
import type { Outcome, Rule, Sentence } from '../../src/rules/rule.ts';
import { described } from '../builders/described.ts';
import { DescribedSays, overheardIn } from '../builders/described-says.ts';
import { Described } from '../builders/described-schema.ts';

const root = join(import.meta.dirname, '../../src/rules');

/** A room of rules is a folder; a rule is a file whose page lies beside it or that exports one. */
const files = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((room) => readdirSync(join(root, room.name)).map((file) => `${room.name}/${file}`))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length));

const isRule = (value: unknown): value is Rule =>
  typeof value === 'object' && value !== null && 'judge' in value && 'says' in value && 'id' in value;

const rules: { readonly file: string; readonly rule: Rule }[] = [];
for (const file of files) {
  const exported: Record<string, unknown> = await import(join(root, `${file}.ts`));
  for (const value of Object.values(exported)) if (isRule(value)) rules.push({ file, rule: value });
}

const Example = z.strictObject({
  settings: z.record(z.string(), z.unknown()),
  expect: z.array(z.string()),
  ...Described.shape,
  ...DescribedSays,
});

const pageOf = (rule: Rule): string => readFileSync(join(root, `${rule.id}.md`), 'utf8');

/** Every `###` with its yaml block, under a heading that begins with ✗ or ✓. */
function examplesOf(rule: Rule): { readonly title: string; readonly yaml: string }[] {
  const sections = pageOf(rule).split(/^## /m);
  return sections
    .filter((section) => /^[✗✓]/.test(section))
    .flatMap((section) => {
      const blocks = [...section.matchAll(/^### ([^\n]*)\n[^`]*```yaml\n([\s\S]*?)```/gm)];
      return blocks.map(([, name, yaml]) => ({ title: `${section[0]} ${name}`, yaml: yaml ?? '' }));
    });
}

const spoken = (outcome: Outcome): string =>
  outcome.kind === 'unseen' ? `unseen ${outcome.reason}` : `${outcome.kind} ${outcome.says}`;

const placesOf = (sentence: Sentence): string[] =>
  [...`${sentence.zh}${sentence.en}`.matchAll(/\{(\w+)\}/g)].map(([, place]) => place ?? '');

/** Words that no machine says to a member (the wording of sanctions), and the sign that shouts. */
const unkind = /违规|违纪|警告|处罚|罚|扣|严禁|通报|黑名单|第.次|最后|限期|！|!/;

test('there are rules to look at', () => {
  expect(rules.length).toBeGreaterThanOrEqual(5);
});

describe.each(rules)('$rule.id', ({ file, rule }) => {
  test('is a room: code, page and test under its own name', () => {
    expect(file).toBe(rule.id);
    for (const end of ['ts', 'md', 'test.ts']) expect(existsSync(join(root, `${rule.id}.${end}`)), end).toBe(true);
  });

  test('has a page that says what it checks, its settings and what it cannot see', () => {
    const page = pageOf(rule);
    for (const heading of ['## Settings', '## ✗', '## ✓', '## What it cannot see']) expect(page).toContain(heading);
    expect(page).toContain(`\`${rule.id}\``);
  });

  test('has a page that names every setting and every sentence', () => {
    const page = pageOf(rule);
    const schema = z.toJSONSchema(rule.settings, { io: 'input' });
    const missing = [...Object.keys(schema.properties ?? {}), ...Object.keys(rule.says)].filter(
      (word) => !page.includes(`\`${word}\``),
    );
    expect(missing).toEqual([]);
  });

  test('has short, kind sentences in both languages, each with its fix', () => {
    expect(Object.keys(rule.fix).sort()).toEqual(Object.keys(rule.says).sort());
    for (const sentence of [...Object.values(rule.says), ...Object.values(rule.fix)]) {
      expect(sentence.zh).not.toMatch(unkind);
      expect([...sentence.zh].length).toBeLessThanOrEqual(45);
      expect(sentence.en.length).toBeLessThanOrEqual(120);
      expect(new Set(placesOf({ zh: sentence.zh, en: '' }))).toEqual(new Set(placesOf({ zh: '', en: sentence.en })));
    }
  });

  test('shows every sentence it can say in an example', () => {
    const shown = new Set(examplesOf(rule).flatMap(({ yaml }) => Example.parse(parse(yaml)).expect));
    const silent = Object.keys(rule.says).filter((says) => ![...shown].some((one) => one.endsWith(` ${says}`)));
    expect(silent).toEqual([]);
  });

  test('runs every yaml block of its page', () => {
    expect(examplesOf(rule)).toHaveLength(pageOf(rule).split('```yaml').length - 1);
  });

  test.each(examplesOf(rule))('$title', ({ title, yaml }) => {
    const { settings: written, expect: expected, says, elsewhere, wordLists, ...world } = Example.parse(parse(yaml));
    const settings = rule.settings.parse(written);
    const known = described(world as Described);
    const use = { instance: rule.id, rule, settings, settingsFrom: 'policy' } as RuleUse;
    const facts =
      rule.hears || rule.flows
        ? heardTogether([use], known, overheardIn({ says, elsewhere, wordLists }, known))
        : known;
    const outcomes = rule.judge(facts, settings);
    expect(outcomes.map(spoken).sort()).toEqual([...expected].sort());
    expect(outcomes.some(({ kind }) => kind === 'breach')).toBe(title.startsWith('✗'));
    for (const outcome of outcomes) {
      if (outcome.kind === 'unseen') continue;
      const places = [rule.says[outcome.says], rule.fix[outcome.says]].flatMap((said) => (said ? placesOf(said) : []));
      expect(Object.keys(outcome.detail)).toEqual(expect.arrayContaining(places));
    }
  });
});
