import type { CorpConfig } from '../../config.ts';
import type { Tx } from '../../db/client.ts';
import type { Directory } from '../../events/person.ts';
import { newId } from '../../ids.ts';
import { saidOf } from '../declare.ts';
import type { KnownGroup } from '../match-line.ts';
import type { Said } from '../said.ts';
import type { Known } from '../take-lines.ts';
import { proposeKind } from './propose-kind.ts';

/** A statement has room for some 32,000 values. */
const ROWS_AT_ONCE = 1_000;

/** Writes a line for every group that nobody has registered and that has none in this round; answers how many. */
export async function writeLines(
  tx: Tx,
  { slug: corp }: Pick<CorpConfig, 'slug'>,
  inventoryId: string,
  known: Known,
): Promise<number> {
  const stray = known.groups.filter(({ chatId }) => !known.registered.has(chatId));
  const said = await saidOf(
    tx,
    corp,
    stray.map(({ chatId }) => chatId),
  );
  const outsiders = await outsidersIn(tx, corp);
  const data = stray.map((group) => ({
    corp,
    id: newId(),
    inventoryId,
    ...lineOf(group, said.get(group.chatId), outsiders.get(group.chatId) ?? null, known),
    state: 'proposed',
  }));
  let written = 0;
  for (let from = 0; from < data.length; from += ROWS_AT_ONCE) {
    const { count } = await tx.inventoryLine.createMany({
      data: data.slice(from, from + ROWS_AT_ONCE),
      skipDuplicates: true,
    });
    written += count;
  }
  return written;
}

function lineOf(group: KnownGroup, said: Said | undefined, outsiders: number | null, { kinds, directory }: Known) {
  const { chatId, name, reach, owner } = group;
  const ownerDepartment = departmentOf(owner, directory);
  const proposal = proposeKind({ name, reach, saidKind: said?.kind ?? null, ownerDepartment, outsiders }, kinds);
  const kindName = kinds.find(({ id }) => id === proposal.kind)?.name.zh ?? '';
  return {
    chatId,
    name,
    reach,
    owner,
    ...proposal,
    department: said?.department ?? ownerDepartment,
    purpose: said?.purpose ?? kindName,
  };
}

function departmentOf(owner: string, { byAccount, departments }: Directory): string {
  const person = byAccount.get(owner);
  return (person?.mainDepartment && departments.get(person.mainDepartment)?.name) || '';
}

async function outsidersIn(tx: Tx, corp: CorpConfig['slug']): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ chatId: string; count: number }[]>`
    select chat_id as "chatId", (count(*) filter (where member_kind = 'external'))::int as count
    from qungui.membership where corp = ${corp} and until is null group by chat_id`;
  return new Map(rows.map(({ chatId, count }) => [chatId, count]));
}
