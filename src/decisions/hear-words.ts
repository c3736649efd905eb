import { appendAudit } from '../audit/append.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Person } from '../events/person.ts';
import { readSpoken, type Spoken, verbWord } from '../events/spoken.ts';
import type { Corp } from '../ids.ts';
import { noticeContent, type Words } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { directoryOf } from '../review/directory-now.ts';
import { signByText } from '../sign-off/sign-by-text.ts';
import { casesMeant, todoOf } from './cases-meant.ts';
import type { Deciding } from './deciding.ts';
import { words } from './lines.ts';
import { perform } from './perform.ts';

export interface Written {
  readonly userid: string;
  readonly answer: string;
}

/**
 * Somebody wrote to the app. What is one of our words is done, and he is told what was understood; anything else is nobody's business
 * here, gets no answer and is not kept.
 */
export async function hearWords(
  deps: Pick<Deps, 'db' | 'keys' | 'bell' | 'metrics'>,
  corp: Corp,
  { userid, answer }: Written,
): Promise<'done' | 'nothing'> {
  const spoken = readSpoken(answer);
  if (!spoken) return 'nothing';
  const keys = await deps.keys.of(corp);
  const outcome = await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const person = (await directoryOf(tx, corp, at.getTime())).byAccount.get(userid.toLowerCase());
    if (person?.status !== 'active') return null;
    return answerTo(tx, { corp, keys, at }, person, spoken);
  });
  if (outcome === null) return 'nothing';
  deps.metrics.notices.inc({ corp, outcome: `words-${outcome}` });
  await deps.bell.ring('timers', corp);
  await deps.bell.ring('notices', corp);
  return 'done';
}

async function answerTo(tx: Tx, deciding: Deciding, person: Person, spoken: Spoken): Promise<string | null> {
  const { corp, keys, at } = deciding;
  const by = person.userid as string;
  if (spoken.verb === 'list') {
    await tellBack(tx, deciding, by, await todoOf(tx, deciding, by));
    return 'list';
  }
  const { verb, text } = spoken;
  if (verb === 'sign' || verb === 'refuse') return signedBy(tx, deciding, person, spoken);
  const meant = await casesMeant(tx, deciding, person, { ...spoken, verb });
  const [caseId, other] = meant.ids;
  if (caseId === undefined || other !== undefined) {
    const numbers = meant.numbers.map((one) => `C-${one}`).join('、') || '—';
    const number = String(spoken.number ?? '?');
    const key = spoken.number === null ? 'heardNeedsNumber' : 'heardNotEntitled';
    await tellBack(tx, deciding, by, [words(() => ({ key, places: { verb: verbWord(verb), numbers, number } }))]);
    return 'unclear';
  }
  const came = await perform(tx, deciding, { verb, caseId, text, by, via: 'reply' });
  if (came.says.length > 0) await tellBack(tx, deciding, by, came.says);
  await appendAudit(tx, corp, keys, at, came.entries);
  return came.outcome;
}

async function signedBy(tx: Tx, deciding: Deciding, person: Person, spoken: Spoken): Promise<string | null> {
  const { corp, keys, at } = deciding;
  const came = await signByText(tx, deciding, person, spoken);
  if (came.outcome === 'nothing') return null;
  await tellBack(tx, deciding, person.userid as string, came.says);
  await appendAudit(tx, corp, keys, at, came.entries);
  return `sign-${came.outcome}`;
}

/** Says to somebody what was understood of what he wrote or pressed. */
export async function tellBack(tx: Tx, deciding: Deciding, to: string, says: readonly Words[]): Promise<void> {
  const { corp, keys, at } = deciding;
  const content = noticeContent('heard', 'zh', [], { notes: says });
  await enqueueNotice(tx, corp, keys, { to, content, notBefore: at, at });
}
