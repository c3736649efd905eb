import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { Deciding } from '../decisions/deciding.ts';
import { loadMatter } from '../decisions/load-matter.ts';
import { noteRead } from '../record-reads/note-read.ts';
import { evidenceOf } from './evidence-of.ts';
import { README } from './readme.ts';
import { packTooBig } from './too-big.ts';
import { trailOf } from './trail.ts';

interface Wish {
  readonly caseId: string;
  readonly by: string;
  /** Why it is taken, in one word, such as `arbitration`. */
  readonly purpose: string;
  /** Why, in his own words, for the person it is about; sealed. */
  readonly reason: string;
  /** Who else lets it leave the house. */
  readonly second: string;
  /** More than this its way out does not carry. */
  readonly mostBytes?: number;
}

export interface Pack {
  readonly bytes: Uint8Array;
  /** Of the whole file; the trail names it, so that a changed pack is no pack. */
  readonly sha256: string;
  readonly name: string;
  readonly records: number;
}

/** Parts are stored with this day: the same rows are the same bytes. */
const DAY = new Date(Date.UTC(2000, 0, 1));

/**
 * Everything the rows hold about one case as a ZIP: the case and what people decided, its records of the trail with their links, the
 * policy as it was, and a list of hashes. No excerpt of a message is in it. The trail says who took it and what for, and the
 * person it is about can see it. Null: there is no such case; E-PACK-TOO-BIG:
 * it would not fit, and nothing is noted. Appends to the trail: call it last.
 */
export async function packEvidence(tx: Tx, deciding: Deciding, wish: Wish): Promise<Pack | null> {
  const { corp, keys, at } = deciding;
  const evidence = await evidenceOf(tx, corp, { id: wish.caseId });
  const matter = await loadMatter(tx, deciding, wish.caseId);
  if (!evidence || !matter) return null;
  const { case: row, audit, ...rest } = evidence;
  const { decisions, proposals, statements, appeal, strike } = matter;
  const links = await trailOf(
    tx,
    corp,
    audit.map(({ seq }) => seq),
  );
  const policy = await tx.policyVersion.findFirst({
    where: { corp, slug: row.policySlug, version: row.policyVersion },
    select: { source: true },
  });
  const parts = {
    'README.txt': README,
    'case.json': asText({ ...rest, case: row, decisions, proposals, statements, appeal, strike, takenAt: at }),
    'trail.jsonl': links.map((link) => `${JSON.stringify(link)}\n`).join(''),
    'policy.yaml': policy?.source ?? '',
  };
  const sums = Object.entries(parts).map(([name, text]) => `${sha256(text)}  ${name}\n`);
  const files = Object.entries({ ...parts, SHA256SUMS: sums.join('') }).map(([name, text]) => [name, strToU8(text)]);
  const bytes = zipSync(Object.fromEntries(files), { mtime: DAY });
  if (bytes.byteLength > (wish.mostBytes ?? Number.POSITIVE_INFINITY))
    throw packTooBig(bytes.byteLength, wish.mostBytes ?? 0);
  const hash = sha256(bytes);
  const packed = {
    v: 2,
    kind: 'evidence-packed',
    caseId: wish.caseId,
    chatId: row.chatId,
    by: pseudonymOf(keys, wish.by),
    second: pseudonymOf(keys, wish.second),
    purpose: wish.purpose,
    sha256: hash,
    records: links.length,
  } as const;
  await appendAudit(tx, corp, keys, at, [packed]);
  const personId = matter.person?.id ?? null;
  const read = { what: 'evidence', aboutId: wish.caseId, subject: row.subject, personId, reason: wish.reason } as const;
  await noteRead(tx, { corp, keys, by: wish.by, at }, read);
  return { bytes, sha256: hash, name: `case-${row.number}.zip`, records: links.length };
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

const asText = (value: unknown): string =>
  `${JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? Number(one) : one), 1)}\n`;
