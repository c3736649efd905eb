import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { editorSchema, editorSchemaText } from './editor-schema.ts';
import type { Loaded } from './load.ts';
import { loadPolicy } from './load.ts';
import type { Policy } from './policy.ts';
import { promisedBy } from './promise.ts';
import { refusals } from './publishable.ts';

const folder = join(import.meta.dirname, '../../policies');
const slugs = ['chongqing-industrial', 'drucker-consulting', 'anhui-chamber'] as const;
const source = (slug: string): string => readFileSync(join(folder, `${slug}.yaml`), 'utf8');

const once = new Map<string, Loaded>();

function loaded(slug: string): Loaded {
  const known = once.get(slug);
  if (known) return known;
  const result = loadPolicy(source(slug), `${slug}.yaml`);
  if ('problems' in result)
    expect.unreachable(result.problems.map(({ line, message }) => `${line} ${message}`).join('\n'));
  once.set(slug, result);
  return result;
}
const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(editorSchema());
const policyOf = (slug: string): Policy => loaded(slug).policy;

describe.each(slugs)('%s', (slug) => {
  test('loads without a problem and may be published', () => {
    expect(policyOf(slug).slug).toBe(slug);
    expect(refusals(loaded(slug))).toEqual([]);
  });

  test('says that it binds in WeCom after migration from personal WeChat', () => {
    expect(policyOf(slug).scope.zh).toMatch(/个人微信.*迁入企业微信/);
  });

  test('satisfies the schema that editors use, and names it in its first line', () => {
    validate(parse(source(slug)));
    expect(validate.errors ?? []).toEqual([]);
    expect(source(slug).split('\n')[0]).toBe('# yaml-language-server: $schema=./policy.schema.json');
  });

  test('has every sentence in both languages', () => {
    const missing = policyOf(slug).clauses.flatMap(({ id, title, text, unchecked, cannotSee, sanction }) =>
      [title, text, unchecked, cannotSee, sanction].flatMap((said) =>
        said && said.zh === said.en ? [`${id} ${said.zh}`] : [],
      ),
    );
    expect(missing).toEqual([]);
  });

  test('no sentence that a message may quote threatens or accuses', () => {
    const harsh = /罚|处罚|警告|处分|扣|通报|黑名单|！/;
    expect(
      policyOf(slug)
        .clauses.filter(({ text }) => harsh.test(text.zh))
        .map(({ id }) => id),
    ).toEqual([]);
  });
});

test('the folder holds the three of them, their cases, the schema, presets, and what the law says', () => {
  const files = slugs.flatMap((slug) => [`${slug}.yaml`, `${slug}.cases.yaml`]);
  expect(readdirSync(folder).sort()).toEqual([...files, 'jurisdictions', 'policy.schema.json', 'presets'].sort());
});

test('policy.schema.json is what `policy schema --write` makes', () => {
  expect(readFileSync(join(folder, 'policy.schema.json'), 'utf8')).toBe(editorSchemaText());
});

test.each([
  [
    'chongqing-industrial',
    '第一条 第二条 第三条 第四条1 第四条2 第四条3 第四条4 第四条5 第四条备注 第五条 第五条1 第五条2 第五条3 第六条 ' +
      '第七条昵称 第七条头像 第八条 第九条 第十条查阅 第十条回复 第十条日清日结 第十一条 第十二条 第十三条',
  ],
  [
    'drucker-consulting',
    '第1章第1条 第2章第1条 第2章第2条 第3条 第4条 第5、6条 第7条 第8条 第9条 第10条 第11条 第12条 第13条 第14条 第15条 第16条',
  ],
  ['anhui-chamber', '一 二 三1 三2 三3 三4 三5'],
])('%s has every clause of the text, in its order', (slug, ids) => {
  expect(policyOf(slug).clauses.map(({ id }) => id)).toEqual(ids.split(' '));
});

test.each([
  ['chongqing-industrial', { demands: 19, byGroups: 11, checkedNow: 11, byArchive: 4, heardNow: 3, byPeople: 4 }],
  ['drucker-consulting', { demands: 13, byGroups: 2, checkedNow: 2, byArchive: 7, heardNow: 5, byPeople: 4 }],
  ['anhui-chamber', { demands: 5, byGroups: 3, checkedNow: 3, byArchive: 2, heardNow: 1, byPeople: 0 }],
])('%s promises what can be kept', (slug, promised) => {
  expect(promisedBy(policyOf(slug))).toEqual(promised);
});

const A = 'executive operations-drive headquarters project-company marketing department';
test.each([
  ['chongqing-industrial', 'membership/required-members', 'executive operations-drive headquarters project-company'],
  [
    'chongqing-industrial',
    'membership/allowed-members',
    'executive operations-drive headquarters project-company marketing',
  ],
  ['chongqing-industrial', 'membership/joined-by', 'marketing'],
  ['chongqing-industrial', 'membership/leaver-inside', A],
  ['chongqing-industrial', 'naming/nickname', A],
  ['chongqing-industrial', 'register/approved', 'executive operations-drive headquarters project-company marketing'],
  ['chongqing-industrial', 'membership/admins', 'executive operations-drive headquarters project-company marketing'],
  ['chongqing-industrial', 'register/checklist', 'marketing executive operations-drive headquarters project-company'],
  ['chongqing-industrial', 'avatar/declared', 'headquarters project-company'],
  ['drucker-consulting', 'avatar/declared', 'exchange'],
  ['chongqing-industrial', 'membership/mover-inside', 'headquarters project-company'],
  ['drucker-consulting', 'naming/group-name', 'exchange'],
  ['anhui-chamber', 'register/complete', 'chamber'],
  ['drucker-consulting', 'membership/required-members', 'exchange'],
  ['drucker-consulting', 'naming/nickname', 'exchange'],
  ['drucker-consulting', 'response/task', 'exchange'],
  ['anhui-chamber', 'membership/allowed-members', 'chamber'],
  ['anhui-chamber', 'naming/nickname', 'chamber'],
  ['anhui-chamber', 'membership/leaver-inside', 'chamber'],
])('%s uses %s in: %s', (slug, rule, kinds) => {
  const uses = policyOf(slug).uses.filter((use) => use.rule.id === rule && use.level !== 'off');
  expect(uses.flatMap((use) => use.kinds)).toEqual(kinds.split(' '));
});

test('numbers that the texts leave open are open, each with a suggestion', () => {
  const open = slugs.map((slug) =>
    policyOf(slug).clauses.flatMap(({ id, numbers }) => numbers.filter(({ value }) => value === null).map(() => id)),
  );
  expect(open).toEqual([
    ['第五条', '第十条回复', '第十条日清日结', '第十一条', '第十二条'],
    ['第12条', '第14条'],
    ['三4'],
  ]);
});

test('what is off waits for a number of its clause, and for nothing else', () => {
  const waiting = slugs.flatMap((slug) => policyOf(slug).uses.filter(({ level }) => level === 'off'));
  expect(waiting.map(({ instance, unset }) => [instance, unset])).toEqual([
    ['members-reviewed', ['settings.every']],
    ['answer-leaders', ['settings.answer.within']],
    ['answer-notices', ['settings.answer.within']],
    ['notices-published', ['settings.answer.within']],
    ['passed-on-or-solved', ['settings.result.within']],
  ]);
});

test('what only a declaration or a look can show accuses nobody', () => {
  const attested = slugs.flatMap((slug) =>
    policyOf(slug).uses.filter(({ rule }) => ['register/checklist', 'avatar/declared'].includes(rule.id)),
  );
  expect(attested.map(({ settings }) => (settings as { strength: string }).strength)).toEqual(
    attested.map(() => 'advised'),
  );
});

test('sanctions stand apart from duties', () => {
  const sanctions = policyOf('drucker-consulting').clauses.flatMap(({ id, sanction }) =>
    sanction ? [`${id} ${sanction.zh}`] : [],
  );
  expect(sanctions).toEqual([
    '第8条 严重警告。',
    '第9条 严重警告。',
    '第11条 超过 30 分钟没有回应或解决，罚款 100 元。',
    '第14条 每次罚款 50 元。',
  ]);
});

test('effective dates are days in China', () => {
  expect(new Date(policyOf('anhui-chamber').effectiveAtMs).toISOString()).toBe('2026-08-31T16:00:00.000Z');
});
