import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import { calledName, isHired, personOf } from '../personnel.ts';
import { AttestedWord, lastAttested } from '../records.ts';
import { dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { namedBy, Selector } from '../selector.ts';
import { whoInWords } from '../selector-words.ts';

const Declared = z.strictObject({
  who: Selector.describe('who declares it'),
  what: AttestedWord.default('own-avatar').describe('the word that the member himself attests'),
  of: z.string().min(1).max(20).default('本人近照').describe('what the avatar shall be: 本人近照, 工作照'),
  everyDays: z.int().min(1).max(1100).optional().describe('is declared anew after so many days; none: once is enough'),
  newcomerDays: z.int().min(0).max(365).default(7).describe('days after the join'),
  strength: z.enum(['advised', 'required']).default('advised').describe('required: a breach when nobody declared it'),
});
type Declared = z.infer<typeof Declared>;

/** Members declare that their avatar is what the policy asks for. No picture is looked at, by nobody and no machine. */
export const declared = defineRule({
  id: 'avatar/declared',
  title: { zh: '头像声明', en: 'Avatars are declared' },
  needs: ['roster'],
  asks: ['attestations'],
  settings: Declared,
  says: {
    'not-declared': { zh: '{who} 还没有确认头像是{of}', en: '{who} has not declared yet that the avatar is: {of}' },
    'declare-again': { zh: '{who} 的头像声明已过 {days} 天', en: 'The declaration of {who} is older than {days} days' },
  },
  fix: {
    'not-declared': {
      zh: '头像是{of}就点一下确认；不是的，换好再确认',
      en: 'If the avatar is {of}, confirm it; if not, change it first',
    },
    'declare-again': { zh: '头像还是{of}就点一下确认', en: 'If the avatar still is {of}, confirm it' },
  },
  inWords({ who, what, of, everyDays }) {
    const again =
      everyDays === undefined ? { zh: '', en: '' } : { zh: `，每 ${everyDays} 天一次`, en: ` every ${everyDays} days` };
    return {
      zh: `${whoInWords(who).zh}自己确认头像是${of}${again.zh}；换了几次看不到，不计数`,
      en: `${whoInWords(who).en}: each declares the own avatar (${what})${again.en}; changes cannot be seen and are not counted`,
    };
  },
  judge(facts, settings) {
    return facts.members.flatMap((member) => judgeMember(member, facts, settings));
  },
});

function judgeMember(
  member: Member,
  facts: GroupFacts,
  settings: Declared,
): Outcome<'not-declared' | 'declare-again'>[] {
  const person = personOf(member, facts.directory);
  if (!person || !isHired(person, facts.atMs)) return [];
  const named = namedBy(settings.who, person, facts.directory);
  const subject = { kind: 'member', id: member.id } as const;
  if (named === 'not-named') return [];
  if (named === 'relation-unknown') return [{ kind: 'unseen', subject, reason: named }];
  if (facts.atMs < member.joinedAtMs + settings.newcomerDays * dayMs) return [];
  const word = lastAttested(facts, settings.what, member.id);
  const own = word !== undefined && word.by.toLowerCase() === member.id.toLowerCase();
  const days = settings.everyDays;
  if (own && (days === undefined || facts.atMs < word.atMs + days * dayMs)) return [];
  return [
    {
      kind: settings.strength === 'required' ? 'breach' : 'task',
      subject,
      says: own ? 'declare-again' : 'not-declared',
      detail: {
        who: calledName(member, facts.directory),
        of: settings.of,
        days: String(days ?? 0),
        attests: settings.what,
      },
      tell: 'member',
      window: '-',
    },
  ];
}
