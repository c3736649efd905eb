import type { AuditEntry } from '../audit/entry.ts';
import { caseTold } from '../cases/told-entry.ts';
import type { Tx } from '../db/client.ts';
import type { Directory } from '../events/person.ts';
import { directoryOf } from '../review/directory-now.ts';
import { type NoticeContent, type NoticeLine, noticeContent } from './content.ts';
import { enqueueNotice } from './enqueue.ts';
import { keepersOf } from './keepers.ts';
import { tryOpenContent } from './sealed.ts';
import { sayBoth } from './wording/say.ts';
import type { Frozen, World } from './world.ts';

/** No more than so many people are tried for one case: admins, the owner. Then HR's digest has it. */
const MOST_FALLBACKS = 3;

/**
 * A person cannot be sent app messages: what he should have heard goes to the appointed admin of the group, else to its owner,
 * as a task to pass on; else it stays with HR, whose digest lists it. The case says whom it was told through.
 */
export async function undeliverable(
  tx: Tx,
  world: World,
  { id, to }: Pick<Frozen, 'id' | 'to'>,
): Promise<AuditEntry[]> {
  const { corp, keys, at } = world;
  const row = await tx.notice.findFirst({ where: { corp, id }, select: { content: true } });
  const content = row && tryOpenContent(keys, id, row.content);
  if (!content || content.kind === 'digest' || content.kind === 'outcome' || content.kind === 'inventory') return [];
  const directory = await directoryOf(tx, corp, at.getTime());
  const entries: AuditEntry[] = [];
  for (const line of content.lines)
    entries.push(...(await passOn(tx, world, directory, { content, line, unreached: to })));
  return entries;
}

interface Lost {
  readonly content: NoticeContent;
  readonly line: NoticeLine;
  readonly unreached: string;
}

async function passOn(tx: Tx, world: World, directory: Directory, lost: Lost): Promise<AuditEntry[]> {
  const { corp, keys, at } = world;
  const found = await tx.case.findFirst({ where: { corp, id: lost.line.caseId, closedAt: null } });
  if (!found) return [];
  const to = await nextKeeper(tx, world, directory, found, lost.unreached);
  await tx.case.updateMany({ where: { corp, id: found.id }, data: { tell: to === null ? 'hr' : 'admin' } });
  if (to === null)
    return [{ v: 1, kind: 'case-escalated', caseId: found.id, chatId: found.chatId, to: 'hr-unreached' }];
  const noticeId = await enqueueNotice(tx, corp, keys, { to, content: toPassOn(lost, directory), notBefore: at, at });
  return [caseTold(keys, { caseId: found.id, chatId: found.chatId, noticeId, to, tell: 'admin-for-unreached' })];
}

/** Somebody who looks after the group, is not the matter's subject, and was not found unreachable himself. */
async function nextKeeper(
  tx: Tx,
  { corp, at }: World,
  directory: Directory,
  found: { readonly id: string; readonly chatId: string; readonly subject: string },
  unreached: string,
): Promise<string | null> {
  const failed = await tx.$queryRaw<{ to: string }[]>`
    select distinct n.to_userid as "to" from qungui.notice n join qungui.notice_case c on c.corp = n.corp and c.notice_id = n.id
    where n.corp = ${corp} and c.case_id = ${found.id}::uuid and n.state = 'failed'`;
  const lost = new Set([unreached, ...failed.map((row) => row.to)]);
  if (lost.size > MOST_FALLBACKS) return null;
  const keepers = await keepersOf(tx, corp, found, directory, at);
  return keepers.find((userid) => !lost.has(userid)) ?? null;
}

function toPassOn({ content, line, unreached }: Lost, directory: Directory): NoticeContent {
  const who = line.who ?? directory.byAccount.get(unreached)?.name ?? unreached;
  if (content.kind !== 'reminder') return noticeContent(content.kind, content.lang, [line]);
  return noticeContent('task', content.lang, [{ ...line, who, buttons: ['done', 'cannot'] }], {
    notes: [sayBoth('noteUnreached', { who })],
  });
}
