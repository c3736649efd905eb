import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, parse } from 'yaml';
import { z } from 'zod';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { DescribedSays } from '../builders/described-says.ts';
import { Described } from '../builders/described-schema.ts';

const folder = join(import.meta.dirname, '../fixtures/snippets');

const Situation = z.strictObject({
  ...Described.shape,
  says: z.array(z.string()).default([]).describe('what is said: nature and sentence'),
  heard: z.strictObject(DescribedSays).optional().describe('what people said in the group'),
});
export type Situation = z.infer<typeof Situation>;

/** One clause of a kind that real policies hold, in our own words, with the lines that ask for it. */
const Snippet = z.strictObject({
  kind: z.string(),
  asks: z.strictObject({ zh: z.string(), en: z.string() }),
  rule: z.string(),
  settings: z.record(z.string(), z.unknown()),
  breach: Situation,
  fine: Situation,
});
export type Snippet = z.infer<typeof Snippet>;

/** Every snippet of the folder. */
export const snippets: readonly Snippet[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .flatMap((file) => z.array(Snippet).parse(parse(readFileSync(join(folder, file), 'utf8'))));

/** The lines that a policy file holds for it. */
export function linesOf({ rule, settings }: Pick<Snippet, 'rule' | 'settings'>, level = 'observe'): string {
  const lines = new Document({ 'our-rule': { rule, clause: '第一条', kinds: 'all', level } });
  if (Object.keys(settings).length > 0)
    lines.setIn(['our-rule', 'settings'], lines.createNode(settings, { flow: true }));
  return lines.toString({ lineWidth: 110 });
}

const head = `policy: snippet
title: 示例群规
company: 示例公司
interpreter: 行政部
basis: employment
scope: 自迁入企业微信之日起执行。
published: 2026-01-01
effective: 2026-01-01
offices:
  hr: { name: 行政部, who: { department: 行政部 } }
kinds:
  marketing: { name: 营销群, reach: [customer] }
  safety: { name: 安全群, reach: [customer] }
clauses:
  - id: 第一条
    title: 示例
    text: 示例条款。
    strength: binding
    evidence: groups
    checkedBy: [our-rule]
`;

/** A whole policy that holds this one clause; throws with the first problem of the file. */
export function policyOf(snippet: Pick<Snippet, 'rule' | 'settings'>): Policy {
  const rules = linesOf(snippet).replaceAll(/^/gm, '  ').trimEnd();
  const loaded = loadPolicy(`${head}rules:\n${rules}\n`, 'snippet.yaml');
  if ('policy' in loaded) return loaded.policy;
  const [wrong] = loaded.problems;
  throw new TypeError(`${wrong?.path}: ${wrong?.message} → ${wrong?.remedy}`);
}
