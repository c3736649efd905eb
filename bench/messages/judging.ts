import { keyedPrint } from '../../src/content/keyed-print.ts';
import { buildMatcher } from '../../src/content/matcher.ts';
import type { Conversation } from '../../src/events/conversation.ts';
import type { GroupFacts } from '../../src/events/facts.ts';
import type { Hit } from '../../src/events/hit.ts';
import { noRecords } from '../../src/events/records.ts';
import { knownIn, readMessage } from '../../src/obligations/read-message.ts';
import { flowsIn, type HeardFind, heardIn, listenersIn } from '../../src/policy/hear.ts';
import { judgeGroup } from '../../src/policy/judge.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Elsewhere } from '../../src/rules/hears.ts';
import { rules } from '../../src/rules/index.ts';
import { policyOf, snippets } from '../../test/reference/snippets.ts';
import { medianAfterFirst } from '../median.ts';
import { say } from '../say.ts';
import { type Group, groupOf, perGroup, staff } from './groups.ts';
import type { Talk } from './talk.ts';

const rounds = 5;
const groupCount = 200;

/**
 * Archived messages a second that one core reads, looks through and judges by every rule there is about messages, from rows in
 * memory: 200 groups of 40, a hundred messages each, 100 000 listed words. Median of five rounds; what they are made of is put
 * together outside the clock.
 */
export function judgingPart(talk: Talk): { readonly messages_per_s: number } {
  const policy = everyRule();
  const matcher = buildMatcher([{ category: 'gambling', words: talk.words, allowed: [] }], {
    gaps: 'symbols',
    lookAlikes: 'off',
    spelling: 'plain',
  });
  const elsewhere = [0, 1, 2, 3, 4].map((nth) => said(talk.messages[nth] ?? '', nth));
  const found = { hits: 0, findings: 0 };
  const perSecond: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const groups = Array.from({ length: groupCount }, (_, nth) => groupOf(nth, talk.messages));
    const before = process.cpuUsage();
    for (const group of groups) {
      const facts = heard(group, policy, { words: () => matcher, elsewhere });
      found.hits += facts.records?.hits.length ?? 0;
      found.findings += judgeGroup(policy, facts).findings.length;
    }
    const { user, system } = process.cpuUsage(before);
    perSecond.push((groupCount * perGroup * 1_000_000) / (user + system));
  }
  const each = (sum: number): number => Math.round(sum / (rounds + 1) / groupCount);
  say(
    `judging: ${policy.uses.length} rules; a group of ${staff + 10} with ${perGroup} messages has ${each(found.hits)} finds and ${each(found.findings)} findings`,
  );
  return { messages_per_s: Math.round(medianAfterFirst(perSecond)) };
}

const print = keyedPrint(Buffer.alloc(32, 1));

function said(text: string, nth: number): Elsewhere {
  const made = print(text.padEnd(40, '示例'));
  if (!made) throw new RangeError('too short to be known again');
  return { messageId: `elsewhere-${nth}`, chatId: 'wr-elsewhere', groupName: '别处', atMs: 0, fingerprint: made };
}

/** As when a batch is kept: each message is read and looked through while its words are there, and judged without them. */
function heard(
  group: Group,
  policy: Policy,
  beside: { readonly words: () => ReturnType<typeof buildMatcher>; readonly elsewhere: readonly Elsewhere[] },
): GroupFacts {
  const { facts, messages, talk } = group;
  const uses = listenersIn(policy, facts);
  const known = knownIn(talk);
  const hits: Hit[] = [];
  const readings = new Map<string, ReturnType<typeof readMessage>>();
  for (const message of messages) {
    readings.set(message.id, readMessage(message, policy.lexicon, known));
    hits.push(...heardIn(uses, { message, facts, print, ...beside }).map(hitOf));
  }
  for (const own of group.bySender.values()) hits.push(...flowsIn(uses, facts, own).map(hitOf));
  const silent = messages.map((message) => ({ ...message, text: null }));
  const conversation: Conversation = { ...talk, messages: silent, readings };
  return { ...facts, records: { ...noRecords, hits, talk: conversation } };
}

const hitOf = ({ use, message, found, place }: HeardFind): Hit => ({
  id: `${message.id}:${use.instance}:${place}`,
  instance: use.instance,
  messageId: message.id,
  by: message.from.id,
  saidAtMs: message.sentAtMs,
  says: found.says,
  detail: found.detail,
  revokedAtMs: null,
  marked: null,
});

const WITHOUT_EXAMPLE: Readonly<Record<string, Record<string, unknown>>> = {
  'content/graded': { categories: ['ads'] },
};

/** One use of each rule that is about messages: as the reference of the policy language writes it, or with no settings. */
function everyRule(): Policy {
  const about = rules.filter(({ needs, asks }) => needs.includes('messages') || asks?.includes('talk'));
  const policies = about.map(({ id }) =>
    policyOf(snippets.find(({ rule }) => rule === id) ?? { rule: id, settings: WITHOUT_EXAMPLE[id] ?? {} }),
  );
  const [first] = policies;
  if (!first) throw new RangeError('there is no rule about messages');
  const uses = policies.flatMap((policy, nth) =>
    policy.uses.map((use) => ({ ...use, instance: `use-${nth}`, kinds: ['marketing'] })),
  );
  return { ...first, uses };
}
