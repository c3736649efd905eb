import type { GroupFacts, Unseen } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import { calledName } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import type { Detail, Outcome, Sentence } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { Cap, Threshold } from './size-settings.ts';
import { SizeSettings } from './size-settings.ts';
import { unitOf } from './size-units.ts';

const sayings = {
  'too-small': { zh: '本群 {count} 人，不到 {least} 人', en: 'The group has {count} members, fewer than {least}' },
  split: { zh: '本群 {count} 人，超过 {most} 人', en: 'The group has {count} members, more than {most}' },
  'file-it': {
    zh: '本群 {count} 人，超过 {most} 人，还没有备案',
    en: 'The group has {count} members, more than {most}, and no filing is on record',
  },
  large: { zh: '本群 {count} 人，超过 {most} 人', en: 'The group has {count} members, more than {most}' },
  'over-cap': {
    zh: '{as}「{unit}」在本群有 {count} 人，名额 {most} 人',
    en: '{as} “{unit}” has {count} members here; its places: {most}',
  },
};
type Says = keyof typeof sayings;

const SAYS_OF: Readonly<Record<Threshold['follows'], Says>> = { split: 'split', filing: 'file-it', told: 'large' };

/** A group, and each unit in it, has as many members as the policy gives places. */
export const size = defineRule<SizeSettings, Says>({
  id: 'membership/size',
  title: { zh: '人数与名额', en: 'Number of members' },
  needs: ['roster', 'contact'],
  settings: SizeSettings,
  says: sayings,
  fix: {
    'too-small': {
      zh: '请核对还需不需要本群；需要的请补齐成员',
      en: 'Please see whether it is needed; if so, add members',
    },
    split: {
      zh: '请另建一个群，群名加序号（-2群），把后来的人加到新群',
      en: 'Please open a second group (-2群) for newcomers',
    },
    'file-it': { zh: '请把本群报备案，并补登编号和日期', en: 'Please file the group and record number and date' },
    large: { zh: '知悉即可；如需分群，请群主安排', en: 'For your information; the owner may split the group' },
    'over-cap': {
      zh: '请与对方商定留下哪 {most} 位，再移出其余的。现有：{names}',
      en: 'Please agree with them which {most} stay, then remove the others. Inside: {names}',
    },
  },
  inWords: sizeInWords,
  judge(facts, settings) {
    return [...judgeSize(facts, settings), ...settings.caps.flatMap((cap) => judgeCap(cap, facts))];
  },
});

function judgeSize(facts: GroupFacts, { counts, atLeast, thresholds }: SizeSettings): Outcome<Says>[] {
  const counted = facts.members.filter(
    ({ kind }) => counts === 'everybody' || (kind === 'employee') === (counts === 'employees'),
  );
  const count = counted.length;
  if (atLeast !== undefined && count < atLeast)
    return [about('breach', 'too-small', { count: String(count), least: String(atLeast) }, 'too-small')];
  // Of several sizes that it has passed each asks for its own.
  return thresholds.flatMap(({ over, follows }) => {
    if (count <= over || (follows === 'filing' && facts.registered?.filing)) return [];
    const nature = follows === 'told' ? 'task' : 'breach';
    return [about(nature, SAYS_OF[follows], { count: tens(count, over), most: String(over) }, `${follows}@${over}`)];
  });
}

/** A group that grows by one every day is not another matter every day: 200+ stays 200+ until it is 210+. */
const tens = (count: number, over: number): string => `${Math.max(over, Math.floor(count / 10) * 10)}+`;

function judgeCap(cap: Cap, facts: GroupFacts): Outcome<Says>[] {
  if (cap.overMembers !== undefined && facts.members.length <= cap.overMembers) return [];
  const places = new Map<string, { readonly name: string; readonly members: Member[] }>();
  const outcomes: Outcome<Says>[] = [];
  for (const member of facts.members) {
    const unit = unitOf(member, cap, facts);
    if (unit === 'none') continue;
    if (typeof unit === 'string') outcomes.push(unseen(member, unit));
    else taken(places, unit).push(member);
  }
  for (const [key, { name, members }] of places) {
    if (members.length <= cap.atMost || isExcepted(key, name, cap)) continue;
    outcomes.push(overCap(cap, `${cap.as}:${key}`, name, members, facts));
  }
  return outcomes;
}

function taken(
  places: Map<string, { readonly name: string; readonly members: Member[] }>,
  { key, name }: { readonly key: string; readonly name: string },
): Member[] {
  const place = places.get(key) ?? { name, members: [] };
  places.set(key, place);
  return place.members;
}

const isExcepted = (key: string, name: string, { except }: Cap): boolean =>
  except.some((one) => one === name || one === key || key.endsWith(`/${one}`));

function overCap(cap: Cap, window: string, name: string, members: readonly Member[], facts: GroupFacts): Outcome<Says> {
  const names = members.slice(0, 3).map((member) => calledName(member, facts.directory));
  const detail = {
    as: plainText(cap.as, 20),
    unit: plainText(name, 30),
    count: String(members.length),
    most: String(cap.atMost),
    names: names.join('、') + (members.length > names.length ? '…' : ''),
  };
  return about('breach', 'over-cap', detail, window);
}

const about = (kind: 'breach' | 'task', says: Says, detail: Detail, window: string): Outcome<Says> => ({
  kind,
  subject: { kind: 'group' },
  says,
  detail,
  tell: says === 'file-it' || says === 'large' ? 'hr' : 'admin',
  window,
});

const unseen = (member: Member, reason: Unseen): Outcome<Says> => ({
  kind: 'unseen',
  subject: { kind: 'member', id: member.id },
  reason,
});

function sizeInWords({ atLeast, thresholds, caps }: SizeSettings): Sentence {
  const parts = [
    ...(atLeast === undefined ? [] : [{ zh: `至少 ${atLeast} 人`, en: `at least ${atLeast} members` }]),
    ...thresholds.map(({ over, follows }) => ({
      zh: `超过 ${over} 人${FOLLOWS[follows].zh}`,
      en: `beyond ${over} members ${FOLLOWS[follows].en}`,
    })),
    ...caps.map(({ as, atMost, overMembers: over }) => ({
      zh: `${over ? `超过 ${over} 人后` : ''}每${as}至多 ${atMost} 人`,
      en: `at most ${atMost} of each ${as}${over ? ` beyond ${over} members` : ''}`,
    })),
  ];
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
}

const FOLLOWS: Readonly<Record<Threshold['follows'], Sentence>> = {
  split: { zh: '另设新群', en: 'a second group is opened' },
  filing: { zh: '须备案', en: 'it is filed' },
  told: { zh: '告知人资', en: 'HR is told' },
};
