import { nowIn, type Tx } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import type { Corp } from '../../ids.ts';
import { TEMPLATES } from './templates.ts';

/** WeCom lists forms by when they were handed in, and its clock is not ours. */
const OVERLAP_MS = 86_400_000;

/** A form that WeCom does not let us read is asked for once a day. */
const UNREADABLE_RESTS_MS = 86_400_000;

/**
 * Forms to be read although nothing called us: those of our templates that were handed in since the last time and that no row
 * knows, and all that still wait for a word. Reading one again changes nothing.
 */
export async function formsToRead(deps: Pick<Deps, 'db' | 'wecom'>, corp: Corp): Promise<string[]> {
  const { templates, lastMs, nowMs, open } = await deps.db.withCorp(corp, (tx) => whatIsKnown(tx, corp));
  const listed: string[] = [];
  for (const { entry, since } of templates) {
    const fromMs = Math.max(since.getTime(), lastMs - OVERLAP_MS);
    listed.push(...(await deps.wecom.of(corp).approval.numbers(entry, fromMs, nowMs)));
  }
  if (listed.length === 0) return open;
  const rows = await deps.db.withCorp(corp, (tx) =>
    tx.approvalRequest.findMany({ where: { corp, number: { in: listed } }, select: { number: true } }),
  );
  const known = new Set(rows.map(({ number }) => number));
  return [...open, ...listed.filter((number) => !known.has(number))];
}

async function whatIsKnown(tx: Tx, corp: Corp) {
  const last = await tx.timer.findFirst({
    where: { corp, kind: 'sweep-approvals', state: 'fired' },
    orderBy: { dueAt: 'desc' },
    select: { dueAt: true },
  });
  const waiting = await tx.approvalRequest.findMany({
    where: { corp, state: 'asked', number: { not: null } },
    select: { number: true },
  });
  const nowMs = (await nowIn(tx)).getTime();
  const given = await tx.timer.findMany({
    where: { corp, kind: 'look-approval', state: 'given-up', dueAt: { gt: new Date(nowMs - UNREADABLE_RESTS_MS) } },
    select: { subject: true },
  });
  const unreadable = new Set(given.map(({ subject }) => subject));
  return {
    templates: await tx.listEntry.findMany({
      where: { corp, list: TEMPLATES, until: null },
      select: { entry: true, since: true },
    }),
    lastMs: last?.dueAt.getTime() ?? 0,
    nowMs,
    open: waiting.flatMap(({ number }) => (number && !unreadable.has(number) ? number : [])),
  };
}
