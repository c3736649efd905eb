import { createHash } from 'node:crypto';
import type { GroupFacts } from '../events/facts.ts';
import { belongsKey, joinKey } from '../events/facts.ts';
import type { Member } from '../events/group.ts';
import type { Directory } from '../events/person.ts';
import type { Records } from '../events/records.ts';
import { remembered } from '../remembered.ts';
import type { WorkPlan } from '../work-time/work-plan.ts';
import { canonical, inOrder, place } from './canonical.ts';
import { planText, talkText } from './talk-text.ts';

/**
 * Names what a judgement was made from: the policy, the moment, the group, and the directory as far as a rule may look.
 * Persons, departments and lists count as a whole (rules ask who is missing), contacts and identities as far as they
 * are members. The order in which anything was read does not matter.
 */
export function inputHash(policyHash: string, facts: GroupFacts): string {
  const { atMs, group, registered, members, directory, unseen, records } = facts;
  const parts = [
    policyHash,
    directoryHash(directory),
    canonical([atMs, group, registered, inOrder(unseen), answersAbout(facts)]),
    membersText(inOrderOfId(members), directory),
    ...(records ? [recordsText(records)] : []),
    ...(facts.exemptions?.length ? [canonical(facts.exemptions)] : []),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** Rows come in order; only what does not is copied and sorted. */
function inOrderOfId(members: readonly Member[]): readonly Member[] {
  const sorted = members.every((member, at) => at === 0 || byId(members[at - 1] as Member, member) <= 0);
  return sorted ? members : [...members].sort(byId);
}

const byId = (a: Member, b: Member): number => {
  if (a.id === b.id) return a.joinedAtMs - b.joinedAtMs;
  return a.id < b.id ? -1 : 1;
};

/**
 * Fixed places instead of names, each text with its length before it so that no nickname can pass for two fields: this runs
 * for every member of every group of a night.
 */
function membersText(members: readonly Member[], { contacts, identities }: Directory): string {
  let written = '';
  for (const member of members) {
    const { id, kind, personId, joinedAtMs, joinScene, inviter, joinState, nickname, shownName } = member;
    written += `${place(id)}${kind}${personId}/${joinedAtMs}/${joinScene}/${place(inviter)}${place(joinState)}`;
    written += `${place(nickname)}${place(shownName)}`;
    if (kind === 'employee' && identities.size === 0) continue;
    const key = id.toLowerCase();
    const contact = contacts.get(key);
    const identity = identities.get(key);
    written += `${contact ? text(contact) : '-'}${identity ? text(identity) : '-'}\n`;
  }
  return written;
}

/** As with members: nicknames and stays are as many as members are, the rest is little. */
function recordsText({ nicknames, stays, talk, work, ...rest }: Records): string {
  let written = `${canonical(rest)}\n${talk ? talkText(talk) : '-'}\n`;
  for (const id of Object.keys(work ?? {}).sort()) written += `${place(id)}${planText(work?.[id] as WorkPlan)}\n`;
  for (const { memberId, nickname, sinceMs } of nicknames)
    written += `${place(memberId)}${place(nickname)}${sinceMs}\n`;
  for (const { chatId, memberId, personId, sinceMs, untilMs, how } of stays)
    written += `${place(chatId)}${place(memberId)}${place(personId)}${sinceMs}/${untilMs}${how}\n`;
  return written;
}

/** What admins said about other groups' joins is no part of this one. */
function answersAbout({ answers, members }: GroupFacts): [string, string][] {
  if (answers.size === 0) return [];
  const about = new Set(members.flatMap((member) => [joinKey(member), belongsKey(member)]));
  return inOrder(answers).filter(([key]) => about.has(key));
}

/** A directory does not change while it is in use, so it is hashed once. */
const directoryHash = remembered((directory: Directory): string => {
  const departments = [...directory.departments.values()].map(canonical).sort();
  const persons = [...directory.persons.values()].map(canonical).sort();
  const lines = [canonical(inOrder(directory.lists)), ...departments, ...persons];
  return createHash('sha256').update(lines.join('\n')).digest('hex');
});

const text = remembered((thing: object): string => canonical(thing));
