import { z } from 'zod';
import { readAnchorWord } from '../audit/anchor-word.ts';
import { type Verdict, verifyAudit } from '../audit/verify.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { corpsOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { readSource } from './read-source.ts';

/** The end of a corp's chain, as it is kept outside the database. */
const Anchor = z.strictObject({
  corp: z.string(),
  seq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
type Anchor = z.output<typeof Anchor>;

/** `asToldUpTo`: the last record of which a head was given that the chain still carries; 0: none was. */
type Verified = Verdict & { readonly corp: Corp; readonly asToldUpTo?: number };

export async function verify(
  deps: Deps,
  {
    corp: slug,
    anchors: file,
    head,
  }: { readonly corp?: string; readonly anchors?: string; readonly head: readonly string[] },
): Promise<Answer> {
  const heads = head.map(headFrom);
  const anchors = [...(file === undefined ? [] : anchorsIn(file)), ...heads];
  const corps = corpsOf(deps.config, slug);
  const stray = heads.find((anchor) => !corps.some((corp) => corp.slug === anchor.corp));
  if (stray) throw notLookedAt(stray.corp);
  const all: Verified[] = [];
  for (const { slug: corp } of corps) {
    const kept = anchors.filter((anchor) => anchor.corp === corp);
    const verdict = await verifyAudit(deps.db, corp, await deps.keys.of(corp), kept);
    all.push({ corp, ...verdict, ...(verdict.state === 'broken' && { asToldUpTo: lastThatFits(kept, verdict.seq) }) });
  }
  return {
    exit: all.every(({ state }) => state === 'whole') ? 0 : 1,
    json: { corps: all, anchors: anchors.length },
    text: all.map(report).join(''),
  };
}

const lastThatFits = (kept: readonly Anchor[], brokenAt: number): number =>
  Math.max(0, ...kept.map(({ seq }) => seq).filter((seq) => seq < brokenAt));

function headFrom(word: string): Anchor {
  const anchor = readAnchorWord(word);
  if (anchor) return anchor;
  throw wrongUse(
    `${word} is no head of a trail`,
    'a head is corp:number:hash, at least 16 signs of the hash',
    'copy the line from the message as it is',
  );
}

const notLookedAt = (corp: string) =>
  wrongUse(
    `a head is of ${corp}, which is not looked at`,
    'it would be passed over without a word',
    'name that corp with --corp, or leave --corp out',
  );

function anchorsIn(file: string): Anchor[] {
  const lines = readSource(file).split('\n');
  return lines.flatMap((line, i) => (line.trim() === '' ? [] : [anchorFrom(line, `${file}:${i + 1}`)]));
}

function anchorFrom(line: string, where: string): Anchor {
  try {
    return Anchor.parse(JSON.parse(line));
  } catch {
    throw wrongUse(
      `${where} is no anchor`,
      'an anchor is {"corp":"…","seq":1,"hash":"…"} on a line of its own',
      'keep the lines that audit verify and audit export print',
    );
  }
}

function report(one: Verified): string {
  if (one.state === 'broken')
    return `✗ ${one.corp}: broken at record ${one.seq}: ${one.fault}${asTold(one.asToldUpTo ?? 0)}\n`;
  const { records, erased, head } = one;
  const anchor = records === 0 ? '' : `  to keep outside: ${anchorText(one.corp, head)}\n`;
  return `✓ ${one.corp}: ${records} records are whole${erased > 0 ? `; the bodies of ${erased} were erased` : ''}\n${anchor}`;
}

const asTold = (seq: number): string => (seq === 0 ? '' : `; up to record ${seq} it is as it was told`);

export const anchorText = (corp: Corp, { seq, hash }: { readonly seq: number; readonly hash: string }): string =>
  JSON.stringify({ corp, seq, hash });
