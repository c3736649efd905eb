import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { rules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { type Answer, DIRECTIONS, directions } from './directions.ts';
import { everyKind, type KindOfClause } from './kinds.ts';
import { settingsLines } from './settings-lines.ts';
import { linesOf, type Snippet, snippets } from './snippets.ts';

const rulesFolder = join(import.meta.dirname, '../../src/rules');

const HEAD = `<!-- Made by \`npm run generate:reference\` from the rules' schemas and pages; do not edit. -->

# Policy reference 制度条款写法

**怎么用。** 第一部分按条款类型列出写法，每条都是可以照抄到制度文件 \`rules:\` 下的几行；把名字、条款号、类别和级别换成自己的即可。
第二部分逐条说明每个规则的设置、会说的话，以及看不到什么。还没有定的数字写 \`unset\`，\`policy check\` 会列出来，定了才能发布。

**How to use it.** The first part has the kinds of clauses that company policies hold, each with lines to copy under \`rules:\` of a policy file; put your own
name, clause, kinds and level. The second part has every rule with its settings, its sentences and what it cannot see. A number that nobody has decided is
written \`unset\`: \`policy check\` lists it, and publishing waits for it.
`;

/** The whole reference as one document. */
export function writeReference(): string {
  const kinds = everyKind.map(kindSection).join('\n\n');
  const parts = [
    HEAD,
    '## 条款类型 Kinds of clauses\n',
    kindTable(),
    kinds,
    '## 规则 Rules\n',
    ...rules.map(ruleSection),
  ];
  return `${parts
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

const snippetsOf = ({ key }: KindOfClause): readonly Snippet[] => snippets.filter(({ kind }) => kind === key);

const rulesOf = (kind: KindOfClause): string[] => [...new Set(snippetsOf(kind).map(({ rule }) => rule))];

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(/\s/g, '-');

function kindTable(): string {
  const rows = everyKind.map((kind) => {
    const named = rulesOf(kind).map((rule) => `[\`${rule}\`](#${anchorOf(headingOf(rule))})`);
    return `| \`${kind.key}\` | ${kind.title.zh} | ${kind.title.en} | ${named.join(', ')} |`;
  });
  return ['| key | 条款 | clause | rules |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function kindSection(kind: KindOfClause): string {
  const { key, title, note } = kind;
  const examples = snippetsOf(kind).map(
    (snippet) => `- ${snippet.asks.zh} · ${snippet.asks.en}\n\n${indented(fenced(linesOf(snippet, 'remind')))}\n`,
  );
  return [
    `### ${key} ${title.zh} · ${title.en}\n`,
    `${note.zh}\n${note.en}\n`,
    ...directionLines(key),
    ...examples,
  ].join('\n');
}

const CALLED = { required: '要求 required', allowed: '允许 allowed', forbidden: '禁止 forbidden' } as const;

/** The kind as a duty, as a leave and as a ban. */
function directionLines(key: string): string[] {
  const answers = directions.get(key);
  if (!answers) return [];
  const rows = DIRECTIONS.map((direction) => `| ${CALLED[direction]} | ${answerCell(answers[direction])} |`);
  return ['| 方向 direction | 写法 how to write it |', '| --- | --- |', ...rows, ''];
}

function answerCell(answer: Answer): string {
  if ('no' in answer) return `—— ${answer.no.zh} ${answer.no.en}`;
  const settings = stringify(answer.settings, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  return `\`rule: ${answer.rule}\` \`settings: ${settings}\``;
}

const fenced = (yaml: string): string => `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;
const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

const headingOf = (id: string): string => {
  const rule = rules.find((one) => one.id === id);
  return rule ? `${rule.id} ${rule.title.zh} · ${rule.title.en}` : id;
};

function ruleSection(rule: Rule): string {
  const page = readFileSync(join(rulesFolder, `${rule.id}.md`), 'utf8');
  const says = Object.entries(rule.says).map(([key, { zh, en }]) => `| \`${key}\` | ${zh} | ${en} |`);
  return [
    `### ${headingOf(rule.id)}\n`,
    `${introOf(page)}\n`,
    `Page with examples: [${rule.id}.md](../src/rules/${rule.id}.md)\n`,
    '设置 Settings:\n',
    ...settingsLines(z.toJSONSchema(rule.settings, { io: 'input' })),
    '\n会说 It says:\n',
    '| | 中文 | English |\n| --- | --- | --- |',
    ...says,
    `\n看不到 What it cannot see: ${blindOf(page)}\n`,
  ].join('\n');
}

const introOf = (page: string): string => page.split('\n\n')[1]?.trim() ?? '';

const blindOf = (page: string): string =>
  (page.split('## What it cannot see')[1] ?? '')
    .split('\n## ')[0]
    ?.trim()
    .replaceAll(/^- /gm, '')
    .replaceAll('\n', ' ') ?? '';
