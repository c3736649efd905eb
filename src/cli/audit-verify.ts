import { z } from 'zod';
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

type Verified = Verdict & { readonly corp: Corp };

export async function verify(
  deps: Deps,
  { corp: slug, anchors: file }: { readonly corp?: string; readonly anchors?: string },
): Promise<Answer> {
  const anchors = file === undefined ? [] : anchorsIn(file);
  const all: Verified[] = [];
  for (const { slug: corp } of corpsOf(deps.config, slug)) {
    const kept = anchors.filter((anchor) => anchor.corp === corp);
    all.push({ corp, ...(await verifyAudit(deps.db, corp, await deps.keys.of(corp), kept)) });
  }
  return {
    exit: all.every(({ state }) => state === 'whole') ? 0 : 1,
    json: { corps: all, anchors: anchors.length },
    text: all.map(report).join(''),
  };
}

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
  if (one.state === 'broken') return `✗ ${one.corp}: broken at record ${one.seq}: ${one.fault}\n`;
  const { records, erased, head } = one;
  const anchor = records === 0 ? '' : `  to keep outside: ${anchorText(one.corp, head)}\n`;
  return `✓ ${one.corp}: ${records} records are whole${erased > 0 ? `; the bodies of ${erased} were erased` : ''}\n${anchor}`;
}

export const anchorText = (corp: Corp, { seq, hash }: { readonly seq: number; readonly hash: string }): string =>
  JSON.stringify({ corp, seq, hash });
