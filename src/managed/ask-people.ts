import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { armTimer } from '../timers/arm.ts';
import { type About, calledIn, closeMatters, escalateMatters, openMatter } from './matters.ts';
import { type Ask, BY_HAND_ASKED_MS, type Plan } from './plan.ts';
import type { MatterName } from './sentences.ts';

const NAMES: Readonly<Record<Ask['about'], MatterName>> = {
  extra: 'managed/extra',
  'by-hand': 'managed/by-hand',
  left: 'managed/left',
};
const ABOUT_PEOPLE = Object.values(NAMES);

/** Asks about everybody whom the plan leaves to a person, once each, and closes what is settled. */
export async function askPeople(
  tx: Tx,
  about: About,
  plan: Plan,
  held: { readonly count: number } | null,
): Promise<AuditEntry[]> {
  const { corp, facts, at } = about;
  const { chatId } = facts.group;
  const entries: AuditEntry[] = [];
  const pending = new Set(plan.steps.map(({ target }) => target));
  const waiting = new Set(plan.asks.map((ask) => `${NAMES[ask.about]} member:${ask.userid}`));
  for (const name of ABOUT_PEOPLE) for (const userid of pending) waiting.add(`${name} member:${userid}`);
  entries.push(...(await closeMatters(tx, { corp, at }, chatId, ABOUT_PEOPLE, waiting)));
  for (const ask of plan.asks) if (!(await wasAsked(tx, about, ask))) entries.push(...(await askAbout(tx, about, ask)));
  entries.push(...(await sayRefused(tx, about, plan)));
  entries.push(...(await sayHeld(tx, about, held)));
  entries.push(...(await escalateMatters(tx, corp, chatId, new Date(at.getTime() - BY_HAND_ASKED_MS))));
  await lookAgainLater(tx, about, plan, held);
  return entries;
}

/** Who went by himself is asked once for as long as he belongs. */
async function wasAsked(tx: Tx, { corp, facts }: About, { about, userid }: Ask): Promise<boolean> {
  if (about !== 'left') return false;
  const { chatId } = facts.group;
  const place = await tx.managedPlace.findFirst({ where: { corp, chatId, userid, until: null } });
  const subject = `member:${userid}`;
  const asked = { corp, chatId, instance: NAMES.left, subject, openedAt: { gte: place?.since ?? new Date(0) } };
  return (await tx.case.count({ where: asked })) > 0;
}

function askAbout(tx: Tx, about: About, { about: which, userid }: Ask): Promise<AuditEntry[]> {
  const { facts } = about;
  return openMatter(tx, about, {
    name: NAMES[which],
    says: which,
    subject: `member:${userid}`,
    nature: 'question',
    detail: { who: calledIn(facts, userid), group: facts.group.name },
    tell: which === 'left' ? 'member' : 'admin',
  });
}

/** What WeCom does not let us do is HR's and IT's to know, once for each. */
async function sayRefused(tx: Tx, about: About, { refused }: Plan): Promise<AuditEntry[]> {
  const { corp, facts, at } = about;
  const name = 'managed/refused';
  const told = refused.map(({ what, target }) => {
    const person = what === 'add' || what === 'remove';
    const subject = person ? `member:${target}` : 'group';
    const detail = { who: person ? calledIn(facts, target) : '' };
    return { name, says: person ? what : 'other', subject, nature: 'task', detail, tell: 'hr' } as const;
  });
  const waiting = new Set(told.map(({ subject }) => `${name} ${subject}`));
  const entries = await closeMatters(tx, { corp, at }, facts.group.chatId, [name], waiting);
  for (const matter of told) entries.push(...(await openMatter(tx, about, matter)));
  return entries;
}

/** Too many removals at once: HR and IT hear of it once, with the number to confirm. */
async function sayHeld(tx: Tx, about: About, held: { readonly count: number } | null): Promise<AuditEntry[]> {
  const { corp, facts, at } = about;
  const { chatId } = facts.group;
  const name = 'managed/many-removals';
  if (!held) return closeMatters(tx, { corp, at }, chatId, [name], new Set());
  const detail = { count: String(held.count) };
  await tx.case.updateMany({ where: { corp, chatId, instance: name, closedAt: null }, data: { detail } });
  return openMatter(tx, about, { name, says: 'held', subject: 'group', nature: 'task', detail, tell: 'hr' });
}

/** Questions are looked after when their time is over, and held removals when the hour is. */
async function lookAgainLater(tx: Tx, { corp, facts, at }: About, plan: Plan, held: object | null): Promise<void> {
  const afterMs = held ? 3_600_000 : plan.asks.length > 0 ? BY_HAND_ASKED_MS : null;
  if (afterMs === null) return;
  const dueAt = new Date(at.getTime() + afterMs);
  await armTimer(tx, corp, { kind: 'keep-group', subject: facts.group.chatId, dueAt, at });
}
