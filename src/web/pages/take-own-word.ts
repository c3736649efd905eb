import { appendAudit } from '../../audit/append.ts';
import { answerOwn } from '../../cases/answer-own.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import { appeal } from '../../decisions/appeal.ts';
import { type Came, type Deciding, nothing } from '../../decisions/deciding.ts';
import { giveStatement } from '../../decisions/statements.ts';
import { wishExemption } from '../../decisions/wish-exemption.ts';
import { type Answer, lookAt } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';

/** What somebody wants to say of his case, as the form has it. */
interface Said {
  readonly caseId: string;
  /** His account. */
  readonly by: string;
  readonly text: string;
  readonly until: string;
}

type Taking = (tx: Tx, deciding: Deciding, said: Said) => Promise<Came<string>>;

/** What each button of the page comes to; whether it is a case of his is asked in each. */
const TAKES: Readonly<Record<string, Taking>> = {
  wrong: (tx, deciding, { caseId, by }) => answerOwn(tx, deciding, { caseId, by, says: 'wrong' }),
  fixed: (tx, deciding, { caseId, by }) => answerOwn(tx, deciding, { caseId, by, says: 'fixed' }),
  explain: (tx, deciding, { caseId, by, text }) => giveStatement(tx, deciding, { caseId, by, text, via: 'page' }),
  appeal: (tx, deciding, { caseId, by, text }) => appeal(tx, deciding, { caseId, by, text, via: 'page' }),
  exempt: (tx, deciding, { caseId, by, text, until }) =>
    /^\d{4}-\d{2}-\d{2}$/.test(until)
      ? wishExemption(tx, deciding, { caseId, by, reason: text, until })
      : Promise.resolve(nothing('bad-day')),
};

/** Anything else came to nothing. */
const WORKED = new Set(['done', 'asked']);

/** Takes what the person himself says of his case; a reload of what follows says nothing again. */
export async function takeOwnWord({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const { form } = asked;
  const [caseId, says] = [form.get('case') ?? '', form.get('says') ?? ''];
  const take = Object.hasOwn(TAKES, says) ? TAKES[says] : undefined;
  if (!Id.test(caseId) || !take) return lookAt(pathTo(corp.slug, '/record'));
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const said = { caseId, by: visitor.userid };
    const words = { text: form.get('text') ?? '', until: form.get('until') ?? '' };
    const { outcome, entries } = await take(tx, { corp: corp.slug, keys, at }, { ...said, ...words });
    await appendAudit(tx, corp.slug, keys, at, entries);
    return outcome;
  });
  const worked = WORKED.has(outcome);
  if (worked) await deps.bell.ring('timers', corp.slug);
  if (worked) await deps.bell.ring('notices', corp.slug);
  return lookAt(`${pathTo(corp.slug, `/record/${caseId}`)}?said=${worked ? says : outcome}`);
}
