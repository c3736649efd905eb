import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Person } from '../../events/person.ts';
import { calledName, isHired, personOf } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { namedBy, Selector } from '../selector.ts';
import { whoInWords } from '../selector-words.ts';

const Accounts = z
  .strictObject({
    who: Selector.describe('whose accounts are looked after; one group of the company is enough to judge them in'),
    openedDays: z.int().min(0).max(365).optional().describe('days after the hire in which the account is activated'),
    lockedInside: z
      .enum(['forbidden', 'free'])
      .default('forbidden')
      .describe('forbidden: a member whose account is disabled is taken out or opened again'),
  })
  .refine(
    ({ openedDays, lockedInside }) => openedDays !== undefined || lockedInside === 'forbidden',
    'asks for nothing → give openedDays, or lockedInside: forbidden',
  );
type Accounts = z.infer<typeof Accounts>;
type Says = 'not-opened' | 'locked';

/** Accounts are opened and closed in time. */
export const accounts = defineRule<Accounts, Says>({
  id: 'membership/accounts',
  title: { zh: '账号开立与停用', en: 'Accounts opened and closed' },
  needs: ['roster'],
  settings: Accounts,
  says: {
    'not-opened': {
      zh: '{who} 入职满 {days} 天，企业微信账号还没有激活',
      en: 'The account of {who}, hired {days} days ago, is not activated yet',
    },
    locked: { zh: '{who} 的账号已停用，还在群里', en: 'The account of {who} is disabled and still in the group' },
  },
  fix: {
    'not-opened': { zh: '请协助 {who} 激活企业微信账号', en: 'Please help {who} to activate the account' },
    locked: {
      zh: '{who} 不再使用的，请移出群聊并注销；还要用的请重新启用',
      en: 'If no longer used, remove it and close the account of {who}; otherwise enable it',
    },
  },
  inWords({ who, openedDays, lockedInside }) {
    const named = whoInWords(who);
    const parts = [
      ...(openedDays === undefined
        ? []
        : [{ zh: `入职 ${openedDays} 天内激活账号`, en: `activated within ${openedDays} days of the hire` }]),
      ...(lockedInside === 'forbidden'
        ? [{ zh: '停用的账号不留在群内', en: 'disabled accounts do not stay inside' }]
        : []),
    ];
    return {
      zh: `${named.zh}：${parts.map(({ zh }) => zh).join('；')}`,
      en: `${named.en}: ${parts.map(({ en }) => en).join('; ')}`,
    };
  },
  judge(facts, settings) {
    return [...judgeOpened(facts, settings), ...judgeLocked(facts, settings)];
  },
});

function judgeOpened(facts: GroupFacts, { who, openedDays }: Accounts): Outcome<Says>[] {
  if (openedDays === undefined) return [];
  return (
    [...facts.directory.persons.values()]
      .filter((person) => person.status === 'not-activated' && isHired(person, facts.atMs))
      .filter(({ hiredAtMs }) => facts.atMs >= hiredAtMs + openedDays * dayMs)
      // A hand that helps may reach out to one too many.
      .filter((person) => namedBy(who, person, facts.directory) !== 'not-named')
      .map((person) => notOpened(person, openedDays))
  );
}

/** Nobody is at fault: HR helps. */
const notOpened = (person: Person, days: number): Outcome<Says> => ({
  kind: 'task',
  subject: { kind: 'person', id: person.id },
  says: 'not-opened',
  detail: { who: plainText(person.name, 20), days: String(days) },
  tell: 'hr',
  window: '-',
});

function judgeLocked(facts: GroupFacts, { who, lockedInside }: Accounts): Outcome<Says>[] {
  if (lockedInside === 'free') return [];
  return facts.members.flatMap((member): Outcome<Says>[] => {
    const person = personOf(member, facts.directory);
    if (person?.status !== 'disabled' || !isHired(person, facts.atMs)) return [];
    const subject = { kind: 'member', id: member.id } as const;
    const named = namedBy(who, person, facts.directory);
    if (named === 'not-named') return [];
    if (named === 'relation-unknown') return [{ kind: 'unseen', subject, reason: named }];
    const detail = { who: calledName(member, facts.directory) };
    return [{ kind: 'breach', subject, says: 'locked', detail, tell: 'hr', window: '-' }];
  });
}
