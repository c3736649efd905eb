import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { newId } from '../ids.ts';
import { mayDecideNow, refusalOf } from './bench.ts';
import { type Came, type Deciding, type Doer, nothing, sealWords } from './deciding.ts';
import { holdMatter, isAbout } from './hold-matter.ts';
import { openQuestion, writeQuestion } from './questions.ts';
import { beginStage } from './stage.ts';
import { settledBy } from './standing.ts';
import { tellReady } from './tell-ready.ts';

export interface Statement extends Doer {
  readonly caseId: string;
  readonly text: string;
}

/**
 * The one it is about says what he has to say, asked or not, as long as nobody has decided. `repeat`: he has said just that before;
 * `no-more`: it is decided. More than one word of his is kept; none takes the place of another.
 */
export async function giveStatement(
  tx: Tx,
  deciding: Deciding,
  { caseId, text, by, via }: Statement,
): Promise<Came<'done' | 'repeat' | 'no-more' | 'not-entitled' | 'closed'>> {
  const held = await holdMatter(tx, deciding, caseId);
  if (!held || !isAbout(held, by)) return nothing('not-entitled');
  if (await settledBy(tx, deciding.corp, held.matter)) return nothing('no-more');
  if (held.matter.closedAt) return nothing('closed');
  if (text.trim() === '' || (await saidBefore(tx, deciding, caseId, text))) return nothing('repeat');
  const { corp, at } = deciding;
  const asked = await openQuestion(tx, corp, caseId);
  const id = asked?.id ?? newId();
  const given = {
    givenBy: by.toLowerCase(),
    givenAt: at,
    via,
    text: sealWords(deciding, 'statement', 'text', id, text),
  };
  if (asked) await tx.statement.updateMany({ where: { corp, id }, data: given });
  else await tx.statement.create({ data: { corp, id, caseId, ...given } });
  const entries: AuditEntry[] = [
    {
      v: 1,
      kind: 'statement-given',
      caseId,
      chatId: held.matter.chatId,
      statementId: id,
      by: pseudonymOf(deciding.keys, by),
      via,
    },
  ];
  if (held.matter.stage === 'statement') entries.push(...(await beginStage(tx, deciding, held, 'ready')));
  if (held.matter.stage !== null) entries.push(...(await tellReady(tx, deciding, held)));
  return { outcome: 'done', entries };
}

async function saidBefore(tx: Tx, deciding: Deciding, caseId: string, text: string): Promise<boolean> {
  const { corp, keys } = deciding;
  const rows = await tx.statement.findMany({ where: { corp, caseId, text: { not: null } } });
  return rows.some(
    ({ id, text: sealed }) =>
      sealed !== null && keys.open({ table: 'statement', column: 'text', row: id }, sealed) === text.trim(),
  );
}

export interface Question extends Doer {
  readonly caseId: string;
  /** What he is asked besides the matter itself. */
  readonly note: string | null;
}

/** Somebody who may decide asks the one it is about (询问): the case waits for him. `repeat`: he is being asked already. */
export async function askSubject(
  tx: Tx,
  deciding: Deciding,
  { caseId, by, note }: Question,
): Promise<
  Came<'done' | 'repeat' | 'settled' | 'own-line' | 'not-entitled' | 'closed' | 'nobody-to-ask'> & {
    readonly until: Date | null;
  }
> {
  const stop = (outcome: 'repeat' | 'settled' | 'own-line' | 'not-entitled' | 'closed' | 'nobody-to-ask') => ({
    ...nothing(outcome),
    until: null,
  });
  const held = await holdMatter(tx, deciding, caseId);
  if (!held || held.matter.closedAt) return stop('closed');
  const may = await mayDecideNow(tx, deciding, held, by, { what: 'breach' });
  if (may !== 'yes') return stop(refusalOf(may));
  if (await settledBy(tx, deciding.corp, held.matter)) return stop('settled');
  if (!held.person?.userid) return stop('nobody-to-ask');
  if (await openQuestion(tx, deciding.corp, caseId)) return stop('repeat');
  const asked = await writeQuestion(tx, deciding, held, { by, question: note, proposalId: null });
  const entries = [...asked.entries, ...(await beginStage(tx, deciding, held, 'statement'))];
  return { outcome: 'done', entries, until: asked.dueAt };
}
