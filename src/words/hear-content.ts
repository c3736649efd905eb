import type { Print } from '../content/keyed-print.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Message } from '../events/message.ts';
import type { Corp } from '../ids.ts';
import { gradableIn, heardIn, listenersIn, looksBackOf } from '../policy/hear.ts';
import type { Policy, RuleUse } from '../policy/policy.ts';
import type { LooksBack } from '../rules/hears.ts';
import { wordsNow } from './lists-now.ts';
import { keepFingerprints, printOf, textsLike } from './texts-alike.ts';
import { type Ungraded, waitForGrade } from './wait-for-grade.ts';
import { type ToKeep, writeHits } from './write-hits.ts';

/** A group whose policy listens, and what was said in it just now. */
export interface Spoken {
  readonly policy: Policy;
  readonly facts: GroupFacts;
  readonly messages: readonly Message[];
}

interface Listened extends Spoken {
  readonly uses: readonly RuleUse[];
  readonly back: LooksBack;
}

/**
 * Looks for what the policies of these groups ask, in new messages, in the transaction that keeps them: finds become rows of
 * `content_hit`, long texts of groups without outsiders leave a fingerprint, and the words are gone afterwards.
 */
export async function hearContent(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  groups: readonly Spoken[],
  at: Date,
): Promise<void> {
  const listened = groups.flatMap((group): Listened[] => {
    const uses = group.messages.length === 0 ? [] : listenersIn(group.policy, group.facts);
    return uses.length === 0 ? [] : [{ ...group, uses, back: looksBackOf(uses) }];
  });
  if (listened.length === 0) return;
  const words = await wordsNow(tx, corp);
  const print = printOf(keys);
  const comparing = listened.filter(({ back }) => back.elsewhereMs > 0);
  const guarded = comparing.filter((group) => !hasOutsiders(group));
  await keepFingerprints(
    tx,
    corp,
    guarded.flatMap(({ messages }) => messages),
    print,
  );
  const elsewhere = await elsewhereOf(tx, corp, comparing.filter(hasOutsiders), print);
  const finds = listened.flatMap(({ uses, facts, messages, policy }) =>
    messages.flatMap((message) => {
      const heard = { message, facts, words, elsewhere, print };
      return heardIn(uses, heard).map((find): ToKeep => ({ ...find, policy }));
    }),
  );
  await writeHits(tx, corp, keys, finds, at);
  const ungraded = listened.flatMap(({ uses, facts, messages, policy }) =>
    messages.flatMap((message) =>
      gradableIn(uses, { message, facts }, finds).map((one): Ungraded => ({ ...one, policy, facts })),
    ),
  );
  await waitForGrade(tx, corp, keys, ungraded, at);
}

const hasOutsiders = ({ facts }: Spoken): boolean => facts.members.some(({ kind }) => kind === 'external');

const firstOf = (messages: readonly Message[]): number => Math.min(...messages.map(({ sentAtMs }) => sentAtMs));

async function elsewhereOf(tx: Tx, corp: Corp, groups: readonly Listened[], print: Print) {
  if (groups.length === 0) return [];
  const sinceMs = Math.min(...groups.map(({ messages, back }) => firstOf(messages) - back.elsewhereMs));
  return await textsLike(
    tx,
    corp,
    groups.flatMap(({ messages }) => messages),
    sinceMs,
    print,
  );
}
