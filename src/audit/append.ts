import { randomBytes } from 'node:crypto';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { bodyHash, canonical, type FullLink, linkHash, type Tip } from './chain.ts';
import { AuditEntry } from './entry.ts';
import { lockHead, moveHead } from './head.ts';

/**
 * Adds entries to the corp's chain in the caller's transaction: they are true when it commits, and only then. Appenders
 * of one corp wait for each other from here to their commit, so call it last. Throws when an entry is not of its kind.
 */
export async function appendAudit(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  at: Date,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const parsed = entries.map((entry) => AuditEntry.parse(entry));
  const tip = await lockHead(tx, corp);
  const links = linkUp(tip, at.getTime(), parsed);
  await insert(tx, corp, at, links);
  await moveHead(tx, corp, keys, links.at(-1) ?? tip);
}

interface NewLink extends FullLink {
  readonly salt: string;
  readonly body: string;
}

function linkUp(tip: Tip, atMs: number, entries: readonly AuditEntry[]): NewLink[] {
  const links: NewLink[] = [];
  let last = tip;
  for (const entry of entries) {
    const salt = randomBytes(16).toString('hex');
    const body = canonical(entry);
    const open = {
      seq: last.seq + 1,
      atMs,
      kind: entry.kind,
      v: entry.v,
      bodyHash: bodyHash(salt, body),
      prev: last.hash,
    };
    const link = { ...open, hash: linkHash(open), salt, body };
    links.push(link);
    last = link;
  }
  return links;
}

async function insert(tx: Tx, corp: Corp, at: Date, links: readonly NewLink[]): Promise<void> {
  const seqs = links.map(({ seq }) => seq);
  await tx.$executeRaw`
    insert into qungui.audit_record (corp, at, seq, kind, v, body_hash, prev, hash)
    select ${corp}, ${at}, * from unnest(
      ${seqs}::bigint[], ${links.map(({ kind }) => kind)}::text[], ${links.map(({ v }) => v)}::int[],
      ${links.map(({ bodyHash }) => bodyHash)}::text[], ${links.map(({ prev }) => prev)}::text[],
      ${links.map(({ hash }) => hash)}::text[])`;
  await tx.$executeRaw`
    insert into qungui.audit_body (corp, seq, salt, body)
    select ${corp}, * from unnest(
      ${seqs}::bigint[], ${links.map(({ salt }) => salt)}::text[], ${links.map(({ body }) => body)}::text[])`;
}
