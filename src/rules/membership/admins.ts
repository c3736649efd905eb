import type { GroupFacts, Unseen } from '../../events/facts.ts';
import type { Appointment } from '../../events/group.ts';
import { calledName } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { appointedAt } from '../register/appointed.ts';
import { wordsNamed } from '../register/named-in-text.ts';
import type { Detail, Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { namedByAny } from '../selector.ts';
import { either, whoInWords } from '../selector-words.ts';
import type { AdminsSays } from './admins-sentences.ts';
import { adminsInWords, fixes, sayings } from './admins-sentences.ts';
import { AdminsSettings } from './admins-settings.ts';

type Said = Outcome<AdminsSays>;
type Nature = 'breach' | 'task';

/** Those who are appointed look after the group, and they are whom the policy wants. */
export const admins = defineRule<AdminsSettings, AdminsSays>({
  id: 'membership/admins',
  title: { zh: '群管理员', en: 'Appointed admins' },
  needs: ['roster', 'owner'],
  settings: AdminsSettings,
  says: sayings,
  fix: fixes,
  inWords: adminsInWords,
  judge(facts, settings) {
    if (!facts.registered) return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'no-entry' }];
    const appointed = appointedAt(facts.registered, facts.atMs);
    return [
      ...judgeNumber(appointed, settings),
      ...appointed.flatMap((one) => judgeAppointment(one, facts, settings)),
      ...appointed.flatMap((one) => judgeRights(one, facts)),
      ...judgeOwner(appointed, facts, settings),
      ...(settings.unappointed === 'listed' ? judgeUnappointed(appointed, facts) : []),
    ];
  },
});

function judgeNumber({ length }: readonly Appointment[], { appointed, atLeast, atMost }: AdminsSettings): Said[] {
  const count = String(length);
  if (length === 0) return appointed === 'required' ? [about('breach', 'nobody-appointed', {}, 'number')] : [];
  if (atLeast !== undefined && length < atLeast)
    return [about('breach', 'too-few', { count, least: String(atLeast) }, 'number')];
  if (atMost !== undefined && length > atMost)
    return [about('breach', 'too-many', { count, most: String(atMost) }, 'number')];
  return [];
}

/** Who was appointed, and by whom: what the register says is compared, so HR is told. */
function judgeAppointment({ userid, appointedBy }: Appointment, facts: GroupFacts, settings: AdminsSettings): Said[] {
  const outcomes: Said[] = [];
  const who = nameOf(userid, facts);
  const { appointedBy: by, office, officeStrength, excluded, excused } = settings;
  if (by.length > 0 && wordsNamed(appointedBy, by) === 0) {
    const detail = { who, now: plainText(appointedBy, 20) || '—', by: plainText(by.join('、'), 40) };
    outcomes.push(about('breach', 'appointed-by-other', detail, `by:${key(userid)}`));
  }
  const person = facts.directory.byAccount.get(key(userid));
  if (!person) return office.length + excluded.length === 0 ? outcomes : [...outcomes, unseen(userid, 'never-fetched')];
  const spared = namedByAny(excluded, person, facts.directory);
  const fit = office.length === 0 ? 'named' : namedByAny(office, person, facts.directory);
  const isExcused = excused.some((one) => key(one.userid) === key(userid));
  if (spared === 'named') outcomes.push(about('breach', 'excluded', { who }, `office:${key(userid)}`));
  else if (spared === 'relation-unknown' || (fit === 'relation-unknown' && !isExcused))
    outcomes.push(unseen(userid, 'relation-unknown'));
  else if (fit === 'not-named' && !isExcused) {
    const detail = { who, office: plainText(either(office.map(whoInWords)).zh, 60) };
    outcomes.push(
      about(officeStrength === 'advised' ? 'task' : 'breach', 'not-of-office', detail, `office:${key(userid)}`),
    );
  }
  return outcomes;
}

/** Whether an appointed admin can do what he was appointed for. */
function judgeRights({ userid }: Appointment, facts: GroupFacts): Said[] {
  const { group, members } = facts;
  if (key(group.owner) === key(userid)) return [];
  const detail = { who: nameOf(userid, facts) };
  if (!members.some(({ id }) => key(id) === key(userid)))
    return [about('breach', 'not-inside', detail, `rights:${key(userid)}`, 'admin')];
  if (group.admins === null) return [unseen(userid, facts.unseen.get('admins') ?? 'no-admins-api')];
  if (group.admins.some((id) => key(id) === key(userid))) return [];
  return [about('breach', 'no-rights', detail, `rights:${key(userid)}`, 'admin')];
}

function judgeOwner(appointed: readonly Appointment[], facts: GroupFacts, { owner }: AdminsSettings): Said[] {
  if (owner === 'free' || appointed.length === 0) return [];
  const isAppointed = appointed.some(({ userid }) => key(userid) === key(facts.group.owner));
  if (isAppointed === (owner === 'appointed')) return [];
  const says = owner === 'appointed' ? 'owner-not-appointed' : 'owner-is-admin';
  return [about('breach', says, { who: nameOf(facts.group.owner, facts) }, 'owner')];
}

/** All of them in one task: the owner's own choice is nobody's fault. */
function judgeUnappointed(appointed: readonly Appointment[], facts: GroupFacts): Said[] {
  const known = new Set([...appointed.map(({ userid }) => key(userid)), key(facts.group.owner)]);
  const others = (facts.group.admins ?? []).filter((id) => !known.has(key(id)));
  if (others.length === 0) return [];
  const names = others.slice(0, 3).map((userid) => nameOf(userid, facts));
  const detail = { names: names.join('、') + (others.length > names.length ? '…' : '') };
  return [about('task', 'unappointed', detail, 'unappointed')];
}

const key = (userid: string): string => userid.toLowerCase();

function nameOf(userid: string, { members, directory }: GroupFacts): string {
  const person = directory.byAccount.get(key(userid));
  if (person) return plainText(person.name, 20);
  const member = members.find(({ id }) => key(id) === key(userid));
  return member ? calledName(member, directory) : plainText(userid, 20) || '—';
}

const about = (kind: Nature, says: AdminsSays, detail: Detail, window: string, tell: 'hr' | 'admin' = 'hr'): Said => ({
  kind,
  subject: { kind: 'group' },
  says,
  detail,
  tell,
  window,
});

const unseen = (userid: string, reason: Unseen): Said => ({
  kind: 'unseen',
  subject: { kind: 'member', id: userid },
  reason,
});
