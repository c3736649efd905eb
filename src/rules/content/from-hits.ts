import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Hit } from '../../events/hit.ts';
import type { Message } from '../../events/message.ts';
import { calledName } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { recordsOf } from '../records.ts';
import { dayMs } from '../register/days.ts';
import type { Said } from '../rule.ts';
import { namedByAny, Selector, selectsOutsider } from '../selector.ts';

/** What most rules about content ask to be told. */
export const ofContent = {
  exempt: z.array(Selector).default([]).describe('whose messages are not looked at'),
  lookbackDays: z.int().min(1).max(35).default(30).describe('what was said longer ago is not judged'),
};
interface OfContent {
  readonly exempt: readonly Selector[];
  readonly lookbackDays: number;
}

/** Robots are nobody's words; of whom nobody can say whether he is exempt nothing is looked at. */
export function isExempt(
  { from }: Pick<Message, 'from'>,
  { directory }: GroupFacts,
  { exempt }: Pick<OfContent, 'exempt'>,
): boolean {
  if (from.kind === 'robot') return true;
  if (from.kind === 'external') return exempt.some((who) => selectsOutsider(who, from.id, directory));
  const person = from.personId ? directory.persons.get(from.personId) : directory.byAccount.get(from.id);
  return person !== undefined && namedByAny([...exempt], person, directory) !== 'not-named';
}

/** Hits that count: not taken back by who said it, not called a false alarm, not gone, not too old; one a window, the first. */
export function counted(
  facts: GroupFacts,
  { lookbackDays }: Pick<OfContent, 'lookbackDays'>,
  windowOf: (hit: Hit) => string,
): readonly Hit[] {
  const sinceMs = facts.atMs - lookbackDays * dayMs;
  const first = new Map<string, Hit>();
  for (const hit of recordsOf(facts).hits) {
    if (hit.marked === 'wrong' || hit.revokedAtMs !== null || hit.goneAtMs) continue;
    if (hit.saidAtMs < sinceMs || hit.saidAtMs > facts.atMs) continue;
    const key = `${hit.by}\n${windowOf(hit)}`;
    if (!first.has(key)) first.set(key, hit);
  }
  return [...first.values()];
}

/** A find as what is said of its sender. `{who}` and `{when}` are filled in. */
export function ofSender<Says extends string>(
  hit: Hit,
  facts: GroupFacts,
  as: {
    readonly kind: Said<'breach' | 'task', Says>['kind'];
    readonly tell: Said<'breach'>['tell'];
    readonly window: string;
  },
): Said<'breach' | 'task', Says> {
  const member = facts.members.find(({ id }) => id.toLowerCase() === hit.by.toLowerCase());
  const person = facts.directory.byAccount.get(hit.by.toLowerCase());
  const who = member ? calledName(member, facts.directory) : plainText(person?.name ?? hit.by, 20);
  return {
    kind: as.kind,
    subject: { kind: 'member', id: member?.id ?? hit.by },
    says: hit.says as Says,
    detail: { ...hit.detail, who, when: whenSaid(hit.saidAtMs) },
    tell: as.tell,
    window: as.window,
    happenedAtMs: hit.saidAtMs,
  };
}

const chinaMs = 8 * 3_600_000;

/** 11-26 14:02, by the clocks of China. */
export const whenSaid = (atMs: number): string => new Date(atMs + chinaMs).toISOString().slice(5, 16).replace('T', ' ');

/** The facts with only the hits of messages that were said in a span: each is judged by the version of its time. */
export function saidIn(facts: GroupFacts, fromMs: number, untilMs: number): GroupFacts {
  const records = recordsOf(facts);
  const hits = records.hits.filter(({ saidAtMs }) => saidAtMs >= fromMs && saidAtMs < untilMs);
  return { ...facts, records: { ...records, hits } };
}
