import { z } from 'zod';
import { fingerprint } from '../../src/content/fingerprint.ts';
import { readWordLists } from '../../src/content/word-list.ts';
import type { GroupFacts } from '../../src/events/facts.ts';
import { MESSAGE_KINDS, type Message } from '../../src/events/message.ts';
import type { MessageThing } from '../../src/events/message-thing.ts';
import type { Overheard } from '../../src/policy/hear.ts';

const Moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const Saying = z.strictObject({
  who: z.string().describe('a name of `people`, or of an outsider'),
  at: Moment,
  text: z.string().optional(),
  kind: z.enum(MESSAGE_KINDS).optional(),
  things: z.array(z.looseObject({ is: z.string() })).default([]),
  grades: z.record(z.string(), z.number()).optional().describe('what a classifier says of it'),
  revoked: z.literal(true).optional().describe('taken back'),
  times: z.int().min(1).max(500).default(1).describe('so often, a second apart'),
});

const SaidElsewhere = z.strictObject({ group: z.string(), at: Moment, text: z.string() });

/** What was said in a group, in the compact language of examples. */
export const DescribedSays = {
  says: z.array(Saying).default([]).describe('what was said in the group'),
  elsewhere: z.array(SaidElsewhere).default([]).describe('what was said in groups without outsiders'),
  wordLists: z.record(z.string(), z.string()).default({}).describe("the company's lists, as its files are written"),
};
export type DescribedSays = {
  readonly says: readonly z.infer<typeof Saying>[];
  readonly elsewhere: readonly z.infer<typeof SaidElsewhere>[];
  readonly wordLists: Readonly<Record<string, string>>;
};

/** The messages, the texts of other groups and the lists that a description means. */
export function overheardIn({ says, elsewhere, wordLists }: DescribedSays, facts: GroupFacts): Overheard {
  const said = says.flatMap((one) =>
    Array.from({ length: one.times }, (_, nth) => ({ ...one, at: one.at + nth * 1000 })),
  );
  return {
    messages: said.map((one, nth) => messageOf(one, nth, facts)),
    elsewhere: elsewhere.flatMap(({ group, at, text }, nth) => {
      const made = fingerprint(text);
      return made
        ? [{ messageId: `elsewhere-${nth}`, chatId: `wr-${group}`, groupName: group, atMs: at, fingerprint: made }]
        : [];
    }),
    grades: new Map(said.flatMap(({ grades }, nth) => (grades ? [[`said-${nth + 1}`, grades] as const] : []))),
    lists: new Map(Object.entries(wordLists).map(([list, source]) => [list, readWordLists(source, list).lists])),
  };
}

function messageOf(one: DescribedSays['says'][number], nth: number, facts: GroupFacts): Message {
  const { directory, members, group } = facts;
  const person = [...directory.persons.values()].find(({ name }) => name === one.who);
  const outsider = members.find(({ kind, shownName }) => kind === 'external' && shownName === one.who);
  const id = person?.userid ?? outsider?.id;
  if (id === undefined) throw new RangeError(`nobody here is called ${one.who}`);
  const text = one.text ?? null;
  return {
    id: `said-${nth + 1}`,
    chatId: group.chatId,
    from: { id, kind: person ? 'employee' : 'external', personId: person?.id ?? null },
    sentAtMs: one.at,
    kind: one.kind ?? 'text',
    length: [...(text ?? '')].length,
    text,
    mentions: [],
    quote: null,
    hash: text === null ? '' : `hash of ${text.trim()}`,
    revokedAtMs: one.revoked ? one.at + 60_000 : null,
    things: one.things as unknown as readonly MessageThing[],
  };
}
