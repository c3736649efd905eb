import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Person } from '../../events/person.ts';
import { isHired } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { recordsOf } from '../records.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { namedByAny, Selector } from '../selector.ts';
import { either, whoInWords } from '../selector-words.ts';
import { appointedAt } from './appointed.ts';
import { chinaDay, dayMs } from './days.ts';

const Handover = z.strictObject({
  holders: z.array(Selector).min(1).describe('who may hold the duty: an office, a title, a department'),
  of: z
    .array(z.enum(['owner', 'admins']))
    .min(1)
    .default(['owner', 'admins'])
    .describe('whose duty is handed over: the owner’s, and the appointed admins’'),
  graceDays: z.int().min(0).max(365).default(7).describe('days after the change in which it is a task'),
  strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
});
type Handover = z.infer<typeof Handover>;
type Says = 'owner' | 'admin';

/** When the owner or an admin left the company or the post, the group is handed over in time. */
export const handover = defineRule<Handover, Says>({
  id: 'register/handover',
  title: { zh: '群主变更与移交', en: 'Groups are handed over' },
  needs: ['owner'],
  asks: ['moves'],
  settings: Handover,
  says: {
    owner: {
      zh: '群主 {who} 已变动（{day}），本群还没有移交',
      en: 'The owner {who} changed on {day}; the group is not handed over yet',
    },
    admin: {
      zh: '管理员 {who} 已变动（{day}），还没有换人',
      en: 'The admin {who} changed on {day}; nobody has taken over yet',
    },
  },
  fix: {
    owner: {
      zh: '请选定新群主（{heir}），由原群主转让；离职的在管理后台分配',
      en: 'Please choose one of {heir}; the owner hands over, or the console does for a leaver',
    },
    admin: {
      zh: '请另行指定管理员（{heir}），并登记从哪天起',
      en: 'Please appoint one of {heir} and record from when',
    },
  },
  inWords({ holders, graceDays }) {
    const who = either(holders.map(whoInWords));
    return {
      zh: `人员变动后 ${graceDays} 天内移交给${who.zh}`,
      en: `handed to ${who.en} within ${graceDays} days of a change`,
    };
  },
  judge(facts, settings) {
    if (!facts.registered) return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'no-entry' }];
    const owner = settings.of.includes('owner') ? judgeHolder('owner', facts.group.owner, facts, settings) : [];
    if (!settings.of.includes('admins')) return owner;
    const appointed = appointedAt(facts.registered, facts.atMs);
    return [...owner, ...appointed.flatMap(({ userid }) => judgeHolder('admin', userid, facts, settings))];
  },
});

function judgeHolder(says: Says, userid: string, facts: GroupFacts, settings: Handover): Outcome<Says>[] {
  const person = holderOf(userid, facts);
  if (!person) return [{ kind: 'unseen', subject: { kind: 'member', id: userid }, reason: 'never-fetched' }];
  const changedMs = changedAtMs(person, facts, settings);
  return changedMs === 'unchanged' ? [] : [about(says, person, userid, changedMs, facts, settings)];
}

/** A leaver's account is gone; the stay in the group still says who he was. */
function holderOf(userid: string, { directory, members }: GroupFacts): Person | undefined {
  const key = userid.toLowerCase();
  const stay = members.find(({ id, personId }) => id.toLowerCase() === key && personId !== null);
  const byStay = stay?.personId ? directory.persons.get(stay.personId) : undefined;
  return byStay ?? directory.byAccount.get(key);
}

/** Who was never seen in another post is the matter of membership/admins. */
function changedAtMs(person: Person, facts: GroupFacts, { holders }: Handover): number | 'unchanged' {
  if (!isHired(person, facts.atMs)) return person.leftAtMs ?? facts.atMs;
  if (namedByAny(holders, person, facts.directory) !== 'not-named') return 'unchanged';
  return recordsOf(facts).moves[person.id] ?? 'unchanged';
}

function about(
  says: Says,
  person: Person,
  userid: string,
  changedMs: number,
  { atMs }: GroupFacts,
  { holders, graceDays, strength }: Handover,
): Outcome<Says> {
  const late = atMs >= changedMs + graceDays * dayMs;
  return {
    kind: late && strength === 'required' ? 'breach' : 'task',
    subject: { kind: 'group' },
    says,
    detail: {
      who: plainText(person.name, 20),
      day: chinaDay(changedMs),
      heir: plainText(either(holders.map(whoInWords)).zh, 40),
    },
    tell: 'hr',
    window: `${says}:${userid.toLowerCase()}${late ? ':late' : ''}`,
  };
}
