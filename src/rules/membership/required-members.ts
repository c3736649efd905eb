import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Directory, Person } from '../../events/person.ts';
import { remembered } from '../../remembered.ts';
import { isHired, namedSinceMs } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { namedBy, Selector } from '../selector.ts';
import { either, whoInWords } from '../selector-words.ts';

const RequiredEntry = z.strictObject({
  who: Selector.describe('everyone it names must be in the group'),
  as: z.string().min(1).max(20).describe('what they are called in a sentence: 管理人员'),
});

const RequiredMembers = z.strictObject({
  required: z.array(RequiredEntry).min(1),
  newcomerDays: z
    .number()
    .int()
    .min(0)
    .max(365)
    .default(3)
    .describe('days after the hire, or after becoming one of those required, during which nobody is missed'),
});
type RequiredMembers = z.infer<typeof RequiredMembers>;

const dayMs = 86_400_000;

/** Everyone the policy requires is in the group. */
export const requiredMembers = defineRule({
  id: 'membership/required-members',
  title: { zh: '应入必入', en: 'Everyone required is inside' },
  needs: ['roster'],
  settings: RequiredMembers,
  says: {
    missing: { zh: '{who}（{as}）还没有入群', en: '{who} ({as}) is not in the group yet' },
    'not-activated': {
      zh: '{who}（{as}）的企业微信账号还没有激活，暂时无法入群',
      en: 'The WeCom account of {who} ({as}) is not activated yet, so it cannot be added',
    },
  },
  fix: {
    missing: { zh: '请把 {who} 加入本群', en: 'Please add {who} to this group' },
    'not-activated': {
      zh: '请协助 {who} 激活账号，激活后再加入本群',
      en: 'Please help {who} to activate the account, then add it to this group',
    },
  },
  inWords({ required, newcomerDays }) {
    const who = either(required.map(({ who: whom, as }) => ({ zh: as, en: whoInWords(whom).en })));
    return {
      zh: `应在群内：${who.zh}（入职或任职 ${newcomerDays} 天内不计）`,
      en: `must be inside: ${who.en} (not counted in the first ${newcomerDays} days of a hire or a post)`,
    };
  },
  judge(facts, settings) {
    const required = requiredPersons(facts.directory)(settings);
    const inside = insideOf(facts, required);
    const outcomes: Outcome<'missing' | 'not-activated'>[] = [];
    for (const [person, { as, sinceMs }] of required.persons) {
      if (inside.has(person) || !isHired(person, facts.atMs)) continue;
      if (facts.atMs < sinceMs + settings.newcomerDays * dayMs) continue;
      outcomes.push(as === null ? unseenOne(person) : missingOne(person, as));
    }
    return outcomes;
  },
});

const unseenOne = ({ id }: Person): Outcome<never> => ({
  kind: 'unseen',
  subject: { kind: 'person', id },
  reason: 'relation-unknown',
});

function missingOne(person: Person, as: string): Outcome<'missing' | 'not-activated'> {
  const subject = { kind: 'person', id: person.id } as const;
  const detail = { who: plainText(person.name, 20), as };
  return person.status === 'not-activated'
    ? { kind: 'task', subject, says: 'not-activated', detail, tell: 'hr', window: '-' }
    : { kind: 'breach', subject, says: 'missing', detail, tell: 'admin', window: '-' };
}

/** Those required who are inside. The account alone counts too: it cannot be added to a group a second time. */
function insideOf(facts: GroupFacts, { byKey }: Required): ReadonlySet<Person> {
  const inside = new Set<Person>();
  for (const member of facts.members) {
    if (member.kind !== 'employee') continue;
    const holder = byKey.get(member.id.toLowerCase());
    if (holder) inside.add(holder);
    const person = member.personId === null ? undefined : byKey.get(member.personId);
    if (person) inside.add(person);
  }
  return inside;
}

/** `as` is what he is called; null: whether he is required hangs on a relation that nobody has said. */
interface Duty {
  readonly as: string | null;
  readonly sinceMs: number;
}

/** Whom the settings require; and the same by account and by person. */
interface Required {
  readonly persons: ReadonlyMap<Person, Duty>;
  readonly byKey: ReadonlyMap<string, Person>;
}

/** Those who can be added at all: with an account of their own, neither left nor disabled. */
const requiredPersons = remembered((directory: Directory) =>
  remembered((settings: RequiredMembers): Required => {
    const persons = new Map<Person, Duty>();
    const byKey = new Map<string, Person>();
    for (const person of directory.persons.values()) {
      if (person.userid === null || person.status === 'left' || person.status === 'disabled') continue;
      const duty = dutyOf(person, settings, directory);
      if (!duty) continue;
      persons.set(person, duty);
      byKey.set(person.id, person).set(person.userid, person);
    }
    return { persons, byKey };
  }),
);

/** He is a newcomer to what he has been required for longest. */
function dutyOf(person: Person, { required }: RequiredMembers, directory: Directory): Duty | null {
  const answers = required.map(({ who, as }) => ({ who, as, named: namedBy(who, person, directory) }));
  const duties = answers.filter(({ named }) => named === 'named');
  const first = duties[0];
  if (!first)
    return answers.some(({ named }) => named === 'relation-unknown') ? { as: null, sinceMs: person.hiredAtMs } : null;
  return {
    as: plainText(first.as, 20),
    sinceMs: Math.min(...duties.map(({ who }) => namedSinceMs(who, person, directory))),
  };
}
