import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import { askedToMove, followGroup } from '../managed/ending.ts';
import { armTimers } from '../timers/arm.ts';
import { knownGroups } from './known.ts';
import { type KnownGroup, plain } from './match-line.ts';
import { isOwnId } from './own-id.ts';

/**
 * Groups that people declared and that WeCom or the archive shows by now: same name, same owner, same reach, and nobody else
 * like it (the archive names who made a group, and nobody its owner: then that is meant); and those of personal WeChat that somebody was asked to move, when such a group appears in WeCom. What was said and
 * registered of them lives on under the real id. The entries belong into the trail.
 */
export async function findDeclared(tx: Tx, corp: Corp, at: Date): Promise<AuditEntry[]> {
  const groups = await withMakers(tx, corp, await knownGroups(tx, corp));
  const entries: AuditEntry[] = [];
  for (const { declared, found } of [...pairsIn(groups), ...(await movedIn(tx, corp, groups))]) {
    entries.push(...(await becomes(tx, corp, declared.chatId, found.chatId, at)));
  }
  return entries;
}

/** Where nobody knows the owner, whoever made the group stands for him. */
async function withMakers(tx: Tx, corp: Corp, groups: readonly KnownGroup[]): Promise<KnownGroup[]> {
  const made = await tx.chatGroup.findMany({
    where: { corp, creator: { not: null } },
    select: { chatId: true, creator: true },
  });
  const makers = new Map(made.map(({ chatId, creator }) => [chatId, creator]));
  return groups.map((group) => ({ ...group, owner: group.owner || (makers.get(group.chatId) ?? '') }));
}

/** A declared group is that one from now on, with all that was said of it. The entries belong into the trail. */
export async function becomes(tx: Tx, corp: Corp, own: string, chatId: string, at: Date): Promise<AuditEntry[]> {
  await moveTo(tx, corp, own, chatId, at);
  const settled = await followGroup(tx, corp, own, chatId, at);
  await armTimers(tx, corp, { kind: 'look-group', subjects: [own, chatId], at });
  return [...settled, { v: 1, kind: 'group-found', declared: own, chatId }];
}

/** One declared and one seen, and no third that could be meant. A group of personal WeChat is never the one in WeCom. Pure. */
export function pairsIn(
  groups: readonly KnownGroup[],
): { readonly declared: KnownGroup; readonly found: KnownGroup }[] {
  const alike = new Map<string, KnownGroup[]>();
  for (const group of groups) {
    if (group.owner === '' || group.name === '' || group.reach === 'outside' || group.reach === 'unknown') continue;
    const key = [plain(group.name), group.owner, group.reach].join('\n');
    alike.set(key, [...(alike.get(key) ?? []), group]);
  }
  return [...alike.values()].flatMap((same) => {
    const [declared, ...otherDeclared] = same.filter(({ chatId }) => isOwnId(chatId));
    const [found, ...otherFound] = same.filter(({ chatId }) => !isOwnId(chatId));
    return declared && found && otherDeclared.length + otherFound.length === 0 ? [{ declared, found }] : [];
  });
}

/** The one group of that name and owner that appeared in WeCom since its owner was asked to move there. */
async function movedIn(tx: Tx, corp: Corp, groups: readonly KnownGroup[]) {
  const tasks = await askedToMove(tx, corp);
  const foundAfter = Math.min(...tasks.map(({ openedAt }) => openedAt.getTime()));
  if (tasks.length === 0) return [];
  const young = await tx.chatGroup.findMany({
    where: { corp, foundAt: { gt: new Date(foundAfter) } },
    select: { chatId: true, foundAt: true },
  });
  const foundAt = new Map(young.map((one) => [one.chatId, one.foundAt]));
  return tasks.flatMap(({ chatId, openedAt }) => {
    const declared = groups.find((group) => group.chatId === chatId);
    if (!declared || declared.owner === '' || declared.name === '') return [];
    const isIt = (group: KnownGroup): boolean =>
      group.reach !== 'outside' &&
      !isOwnId(group.chatId) &&
      (foundAt.get(group.chatId) ?? openedAt) > openedAt &&
      group.owner === declared.owner &&
      plain(group.name) === plain(declared.name);
    const [found, ...others] = groups.filter(isIt);
    return found && others.length === 0 ? [{ declared, found }] : [];
  });
}

async function moveTo(tx: Tx, corp: Corp, own: string, chatId: string, at: Date): Promise<void> {
  const ofOwn = { corp, chatId: own, until: null };
  const isRegistered = (await tx.registerEntry.count({ where: { corp, chatId, until: null } })) > 0;
  const [said] = await tx.declaration.findMany({ where: ofOwn });
  await tx.declaration.updateMany({ where: ofOwn, data: { until: at, became: chatId } });
  await tx.declaration.updateMany({ where: { corp, chatId, until: null }, data: { until: at } });
  if (said)
    await tx.declaration.create({ data: { ...said, said: said.said as object, id: newId(), chatId, since: at } });
  if (!isRegistered) await moveEntry(tx, corp, own, chatId, at);
  await tx.registerEntry.updateMany({ where: ofOwn, data: { until: at } });
  await tx.$executeRaw`
    update qungui.inventory_line l set chat_id = ${chatId}
    where l.corp = ${corp} and l.chat_id = ${own} and not exists (
      select from qungui.inventory_line o where o.corp = l.corp and o.inventory_id = l.inventory_id and o.chat_id = ${chatId})`;
  await tx.chatGroup.updateMany({ where: { corp, chatId: own }, data: { dissolvedAt: at } });
}

/** The same line of the register and the same appointments, from now on under the real id; what was before stays history. */
async function moveEntry(tx: Tx, corp: Corp, own: string, chatId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into qungui.register_entry (corp, id, chat_id, since, kind, owner_department, purpose, approval, filing, ends_at, set_by)
    select corp, gen_random_uuid(), ${chatId}, ${at}, kind, owner_department, purpose, approval, filing, ends_at, set_by
    from qungui.register_entry where corp = ${corp} and chat_id = ${own} and until is null`;
  await tx.$executeRaw`
    insert into qungui.appointment (corp, id, chat_id, userid, person_id, appointed_by, since, until)
    select corp, gen_random_uuid(), ${chatId}, userid, person_id, appointed_by, since, until
    from qungui.appointment where corp = ${corp} and chat_id = ${own} and (until is null or until > ${at})`;
  const running = { corp, chatId: own, OR: [{ until: null }, { until: { gt: at } }] };
  await tx.appointment.updateMany({ where: running, data: { until: at } });
}
