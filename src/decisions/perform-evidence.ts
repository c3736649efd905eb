import type { Tx } from '../db/client.ts';
import { askForPack } from '../evidence/ask-for-pack.ts';
import { PURPOSE_NAMES, purposeIn } from '../evidence/purposes.ts';
import { releasedTo } from '../evidence/release-pack.ts';
import { sendSoon } from '../evidence/send-soon.ts';
import { releasersOf } from '../evidence/who-releases.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { nameOf, words } from './lines.ts';
import type { Order, Performed } from './perform.ts';
import { sayBack } from './say-back.ts';

/**
 * HR asks by text for the evidence of a case: another person lets it go or not, and then it comes as a file. What was let go to him
 * already is sent once more.
 */
export async function performEvidence(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  { caseId, text, by }: Order,
): Promise<Performed> {
  const number = String(held.matter.number);
  const released = await releasedTo(tx, deciding, held, by);
  if (released) {
    await sendSoon(tx, deciding, held, released);
    return { outcome: 'pack-again', entries: [], says: sayBack('pack-again', number, {}) };
  }
  if (text === '') return { outcome: 'pack-needs-reason', entries: [], says: sayBack('pack-needs-reason', number, {}) };
  const purpose = purposeIn(text);
  const reason = text.slice(0, MOST_SIGNS);
  const { outcome, entries } = await askForPack(tx, deciding, { caseId, by, purpose, reason, via: 'reply' });
  if (outcome !== 'asked') return { outcome: CAME[outcome], entries, says: sayBack(CAME[outcome], number, {}) };
  const others = releasersOf(held, by).slice(0, MOST_NAMES);
  const names = others.map((userid) => nameOf(held, userid)).join('、');
  const what = PURPOSE_NAMES[purpose];
  const said = words((lang) => ({ key: 'heardPackAsked', places: { number, what: what[lang], others: names } }));
  return { outcome: 'pack-asked', entries, says: [said] };
}

/** As on the page. */
const MOST_SIGNS = 400;
/** As many as fit into a sentence; the others are told as well. */
const MOST_NAMES = 5;

const CAME = { repeat: 'pack-repeat', 'not-entitled': 'not-entitled', nobody: 'pack-nobody' } as const;
