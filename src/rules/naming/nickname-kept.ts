import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import { calledName, isHired, personOf } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { recordsOf } from '../records.ts';
import { dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { Named } from '../selector.ts';
import { namedBy, Selector } from '../selector.ts';
import { keyOf } from './nickname-key.ts';

const NicknameKept = z.strictObject({
  who: Selector.optional().describe('only these employees; none named: all'),
  outsiders: z.enum(['free', 'counted']).default('free').describe('external people'),
  atMost: z.int().min(0).max(50).default(0).describe('changes within the days'),
  days: z.int().min(1).max(90).default(30),
  strength: z.enum(['required', 'advised']).default('required').describe('advised: asked for, never a breach'),
});
type NicknameKept = z.infer<typeof NicknameKept>;

/** Nicknames stay as they are, but for those who moved. */
export const nicknameKept = defineRule({
  id: 'naming/nickname-kept',
  title: { zh: '群昵称不随意改', en: 'Nicknames are kept' },
  needs: ['roster', 'nickname'],
  asks: ['nicknames', 'moves'],
  settings: NicknameKept,
  says: {
    'changed-often': {
      zh: '{days} 天内群昵称改了 {count} 次，由「{before}」改为「{now}」',
      en: 'Nickname changed {count} times in {days} days, from “{before}” to “{now}”',
    },
  },
  fix: {
    'changed-often': {
      zh: '请把群昵称改回「{before}」；需要改的请先说一声',
      en: 'Please set it back to “{before}”; say a word first if it has to change',
    },
  },
  inWords({ atMost, days }) {
    return {
      zh: `${days} 天内改群昵称至多 ${atMost} 次`,
      en: `nicknames change at most ${atMost} times in ${days} days`,
    };
  },
  judge(facts, settings) {
    return facts.members.flatMap((member): Outcome<'changed-often'>[] => {
      const counted = counts(member, facts, settings);
      const said = counted === 'not-named' ? [] : judgeMember(member, facts, settings);
      if (counted === 'named' || said.length === 0) return said;
      return [{ kind: 'unseen', subject: { kind: 'member', id: member.id }, reason: 'relation-unknown' }];
    });
  },
});

function counts(member: Member, { directory, atMs }: GroupFacts, { who, outsiders }: NicknameKept): Named {
  if (member.kind === 'external') return outsiders === 'counted' ? 'named' : 'not-named';
  const person = personOf(member, directory);
  if (!person || !isHired(person, atMs)) return 'not-named';
  return who === undefined ? 'named' : namedBy(who, person, directory);
}

/** The first nickname is none that was changed, and whoever moved has a reason. */
function judgeMember(member: Member, facts: GroupFacts, settings: NicknameKept): Outcome<'changed-often'>[] {
  const { nicknames, moves } = recordsOf(facts);
  const sinceMs = Math.max(
    facts.atMs - settings.days * dayMs,
    member.joinedAtMs,
    (member.personId === null ? 0 : (moves[member.personId] ?? 0)) + MOVED_MS,
  );
  // What he was called in an earlier stay was not changed in this one.
  const own = nicknames.filter(({ memberId, sinceMs: began }) => memberId === member.id && began >= member.joinedAtMs);
  const changes = own.flatMap((spell, at) => {
    const before = own[at - 1]?.nickname ?? '';
    const same = before === '' || keyOf(before) === keyOf(spell.nickname);
    return same || spell.sinceMs < sinceMs ? [] : [{ before, atMs: spell.sinceMs }];
  });
  const [first] = changes;
  if (!first || changes.length <= settings.atMost) return [];
  // Back at what it was: nothing is left to ask for.
  if (settings.atMost === 0 && keyOf(first.before) === keyOf(member.nickname ?? '')) return [];
  return [about(member, changes.length, first.before, settings, facts)];
}

/** After a move the new department stands in the nickname; that takes some days. */
const MOVED_MS = 14 * dayMs;

const about = (
  member: Member,
  count: number,
  before: string,
  { days, strength }: NicknameKept,
  { directory }: GroupFacts,
): Outcome<'changed-often'> => ({
  kind: strength === 'advised' ? 'task' : 'breach',
  subject: { kind: 'member', id: member.id },
  says: 'changed-often',
  detail: {
    who: calledName(member, directory),
    days: String(days),
    count: String(count),
    before: plainText(before, 16),
    now: plainText(member.nickname ?? '', 16) || '—',
  },
  tell: 'member',
  window: '-',
});
