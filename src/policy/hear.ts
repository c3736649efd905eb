import { fingerprint } from '../content/fingerprint.ts';
import type { Spoken } from '../content/flow.ts';
import { buildMatcher, type Manner, type Matcher } from '../content/matcher.ts';
import type { WordList } from '../content/word-list.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Hit } from '../events/hit.ts';
import { bySaid, type Message } from '../events/message.ts';
import { noRecords } from '../events/records.ts';
import { gradedAs } from '../rules/content/graded.ts';
import type { Elsewhere, Found, Grading, Hearing, LooksBack } from '../rules/hears.ts';
import { policyAt } from './at-moment.ts';
import { sparesGroup } from './exceptions.ts';
import { settingsFor } from './for-group.ts';
import { kindsOfGroup } from './narrower.ts';
import type { Policy, RuleUse } from './policy.ts';

/** A message as far as a find hangs on it. */
export type SpokenHere = Spoken & Pick<Message, 'chatId' | 'text'>;

/** What is found in the flow has places of its own in a message, from here on. */
export const FLOW_PLACE = 100;

/** What one use of a rule about content found in one message, and the how-manieth of its finds it is. */
export interface HeardFind {
  readonly use: RuleUse;
  readonly message: SpokenHere;
  readonly found: Found;
  readonly place: number;
}

/** The uses of a policy that listen in a group: those that apply there, are not off and leave nothing unset. Pure. */
export function listenersIn(version: Policy, facts: GroupFacts): readonly RuleUse[] {
  const policy = policyAt(version, facts.atMs);
  const kind = facts.registered ? policy.kinds.get(facts.registered.kind) : undefined;
  if (!kind || kind.status === 'undecided') return [];
  const kinds = kindsOfGroup(kind, policy, facts);
  return policy.uses.filter(
    (use) =>
      (use.rule.hears !== undefined || use.rule.flows !== undefined) &&
      use.level !== 'off' &&
      use.unset.length === 0 &&
      !sparesGroup(use, facts) &&
      use.kinds.some((id) => kinds.get(id) === 'yes'),
  );
}

/** How far back the listeners look: the farthest of them. */
export function looksBackOf(uses: readonly RuleUse[]): LooksBack {
  const spans = uses.map(({ rule, settings }) => rule.looksBack?.(settings) ?? { inGroupMs: 0, elsewhereMs: 0 });
  return {
    inGroupMs: Math.max(0, ...spans.map(({ inGroupMs }) => inGroupMs)),
    elsewhereMs: Math.max(0, ...spans.map(({ elsewhereMs }) => elsewhereMs)),
  };
}

/** All that listeners find in one message. Pure; what they are told is the caller's. */
export const heardIn = (uses: readonly RuleUse[], heard: Hearing): readonly HeardFind[] =>
  uses.flatMap((use) => {
    const settings = settingsFor(use, heard.facts.registered?.ownerDepartment ?? '');
    const found = use.rule.hears?.(heard, settings) ?? [];
    return found.map((one, place) => ({ use, message: heard.message, found: one, place }));
  });

/** All that listeners find in what one sender said in a group, in his order. Pure. */
export const flowsIn = (
  uses: readonly RuleUse[],
  facts: GroupFacts,
  own: readonly SpokenHere[],
): readonly HeardFind[] =>
  uses.flatMap((use) => {
    const settings = settingsFor(use, facts.registered?.ownerDepartment ?? '');
    return (use.rule.flows?.(own, facts, settings) ?? []).flatMap(({ messageId, nth, found }) => {
      const message = own.find(({ id }) => id === messageId);
      return message ? [{ use, message, found, place: FLOW_PLACE + nth }] : [];
    });
  });

/** What a use asks a classifier of one message. */
export interface ToBeGraded extends Grading {
  readonly use: RuleUse;
  readonly message: Message;
}

/** What is to be graded of one message: by categories in which no rule found anything in it. Pure. */
export const gradableIn = (
  uses: readonly RuleUse[],
  { message, facts }: Pick<Hearing, 'message' | 'facts'>,
  finds: readonly HeardFind[],
): readonly ToBeGraded[] => {
  const asking = uses.filter(({ rule }) => rule.grades !== undefined);
  if (asking.length === 0) return [];
  const found = new Set(finds.filter((find) => find.message.id === message.id).map((find) => find.found.category));
  return asking.flatMap((use): ToBeGraded[] => {
    const settings = settingsFor(use, facts.registered?.ownerDepartment ?? '');
    const asked = use.rule.grades?.({ message, facts }, settings);
    const categories = asked?.categories.filter((category) => !found.has(category)) ?? [];
    return asked && categories.length > 0 ? [{ ...asked, categories, use, message }] : [];
  });
};

/** What a trial says of messages: the words of a group, those of other groups, and the lists. */
export interface Overheard {
  readonly messages: readonly Message[];
  readonly elsewhere: readonly Elsewhere[];
  readonly lists: ReadonlyMap<string, readonly WordList[]>;
  /** What a classifier says in the trial, 0 to 1, by message and category; absent: nothing. */
  readonly grades?: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

/** The facts with what the policy would have found in messages, each heard in the order in which it was said. Pure. */
export function withHits(policy: Policy, facts: GroupFacts, overheard: Overheard): GroupFacts {
  return heardTogether(listenersIn(policy, facts), facts, overheard);
}

/** The same, for uses that are named. */
export function heardTogether(uses: readonly RuleUse[], facts: GroupFacts, overheard: Overheard): GroupFacts {
  const { elsewhere, lists } = overheard;
  const messages = [...overheard.messages].sort(bySaid);
  const words = (names: readonly string[], manner: Manner): Matcher =>
    buildMatcher(
      names.flatMap((name) => lists.get(name) ?? []),
      manner,
    );
  const flowing = [...new Set(messages.map(({ from }) => from.id))].flatMap((id) =>
    flowsIn(
      uses,
      facts,
      messages.filter(({ from }) => from.id === id),
    ),
  );
  const hits = messages.flatMap((message) => {
    const alone = heardIn(uses, { message, facts, words, elsewhere, print: fingerprint });
    const finds = [...alone, ...flowing.filter((find) => find.message.id === message.id)];
    const grades = overheard.grades?.get(message.id) ?? {};
    return [...finds, ...gradedIn(gradableIn(uses, { message, facts }, finds), grades)].map(hitOf);
  });
  return { ...facts, records: { ...(facts.records ?? noRecords), hits, wordLists: [...lists.keys()] } };
}

const gradedIn = (asked: readonly ToBeGraded[], grades: Readonly<Record<string, number>>): HeardFind[] =>
  asked.flatMap(({ use, message, categories, fromPercent }) =>
    categories
      .filter((category) => (grades[category] ?? 0) >= fromPercent / 100)
      .map((category, place) => ({ use, message, found: gradedAs(category), place })),
  );

const hitOf = ({ use, message, found, place }: HeardFind): Hit => ({
  id: `${message.id}:${use.instance}:${place}`,
  instance: use.instance,
  messageId: message.id,
  by: message.from.id,
  saidAtMs: message.sentAtMs,
  says: found.says,
  detail: found.detail,
  revokedAtMs: message.revokedAtMs,
  marked: null,
});

const only = (instance: string, all: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => name === instance));

/** The facts with only what this use itself found, since when it listens, and what of it waits. */
export function withOwnHits({ rule, instance }: Pick<RuleUse, 'rule' | 'instance'>, facts: GroupFacts): GroupFacts {
  const { records } = facts;
  if (!rule.asks?.includes('hits') || !records) return facts;
  const { heardFrom, ungraded } = records;
  return {
    ...facts,
    records: {
      ...records,
      hits: records.hits.filter((hit) => hit.instance === instance),
      ...(heardFrom && { heardFrom: { [instance]: heardFrom[instance] ?? facts.atMs } }),
      ...(ungraded && { ungraded: only(instance, ungraded) }),
    },
  };
}
