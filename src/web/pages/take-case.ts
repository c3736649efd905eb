import { appendAudit } from '../../audit/append.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import { assign } from '../../decisions/assign.ts';
import { decideAppeal } from '../../decisions/decide-appeal.ts';
import { decideCase } from '../../decisions/decide-case.ts';
import type { Came, Deciding } from '../../decisions/deciding.ts';
import { isAbout, seeMatter } from '../../decisions/hold-matter.ts';
import { proposeMeasure } from '../../decisions/propose-measure.ts';
import { openProposal } from '../../decisions/standing.ts';
import { askSubject } from '../../decisions/statements.ts';
import { undoDecision } from '../../decisions/undo-decision.ts';
import { noteRead } from '../../record-reads/note-read.ts';
import { MEASURES, WANTS_SECOND } from '../../sanctions/measures.ts';
import { readExcerpt } from '../../words/open-finds.ts';
import { type Answer, lookAt } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { mayOpen } from '../may-open.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';
import type { Visitor } from '../visitor.ts';
import type { Does } from './case-file-section.ts';

/** A form about a case, as it was sent. */
interface Sent {
  readonly caseId: string;
  readonly by: string;
  readonly via: 'page';
  word(name: string): string;
}

type Doing = (tx: Tx, deciding: Deciding, sent: Sent) => Promise<Pick<Came<string>, 'outcome' | 'entries'>>;

const MOST_SIGNS = 400;

/** Takes what HR does with a case day by day; a reload of what follows does nothing again. */
export function takeCase(call: VisitorCall): Promise<Answer> {
  const does = call.asked.form.get('does') ?? '';
  return take(call, Object.hasOwn(DOING, does) ? DOING[does as Does] : null);
}

/** Opens the name of whom it is about, for an hour, to who says why. */
export const takeName = (call: VisitorCall): Promise<Answer> => take(call, openName);

/** Opens what was said, to HR alone. */
export const takeExcerpt = (call: VisitorCall): Promise<Answer> => take(call, openExcerpt);

/** Confirms what shuts somebody out, or is read by others. */
export const takeConfirmation = (call: VisitorCall): Promise<Answer> => take(call, confirm);

async function take({ deps, corp, keys, visitor, asked }: VisitorCall, doing: Doing | null): Promise<Answer> {
  const word = (name: string): string => (asked.form.get(name) ?? '').trim().slice(0, MOST_SIGNS);
  const caseId = asked.params.id ?? '';
  if (!Id.test(caseId)) return lookAt(`${pathTo(corp.slug, '/queue')}?said=closed`);
  const back = (said: string): Answer => lookAt(`${pathTo(corp.slug, `/cases/${caseId}`)}?said=${said}`);
  if (!doing) return back('nothing');
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const deciding = { corp: corp.slug, keys, at: await nowIn(tx) };
    if ((await opens(tx, deciding, visitor, caseId)) === 'no') return 'not-entitled';
    const came = await doing(tx, deciding, { caseId, by: visitor.userid, via: 'page', word });
    await appendAudit(tx, corp.slug, keys, deciding.at, came.entries);
    return came.outcome;
  });
  await deps.bell.ring('timers', corp.slug);
  await deps.bell.ring('notices', corp.slug);
  return back(outcome);
}

async function opens(tx: Tx, deciding: Deciding, visitor: Visitor, caseId: string): Promise<'yes' | 'no'> {
  if (visitor.roles.has('hr')) return 'yes';
  const held = await seeMatter(tx, deciding, caseId);
  return held ? mayOpen(tx, deciding, visitor, held) : 'no';
}

const nothing = (outcome: string) => ({ outcome, entries: [] });

/** Opens the name for an hour; nobody opens his own this way. */
const openName: Doing = async (tx, { corp, keys, at }, { caseId, by, word }) => {
  const reason = word('reason');
  if (reason === '') return nothing('needs-reason');
  const held = await seeMatter(tx, { corp, keys, at }, caseId);
  if (!held) return nothing('closed');
  if (isAbout(held, by)) return nothing('not-entitled');
  const personId = held.person?.id ?? null;
  const { subject } = held.matter;
  await noteRead(tx, { corp, keys, by, at }, { what: 'name', aboutId: caseId, subject, personId, reason });
  return nothing('done');
};

const openExcerpt: Doing = async (tx, { corp, keys, at }, { by, word }) => {
  const [find, reason] = [word('find'), word('reason')];
  if (reason === '') return nothing('needs-reason');
  if (!Id.test(find)) return nothing('closed');
  const excerpt = await readExcerpt(tx, { corp, keys, by, at }, find, reason);
  return nothing(excerpt === null ? 'not-entitled' : 'done');
};

const propose: Doing = (tx, deciding, { word, ...sent }) => {
  const measure = MEASURES.find((one) => one === word('measure'));
  if (!measure) return Promise.resolve(nothing('nothing'));
  return proposeMeasure(tx, deciding, { ...sent, measure, note: word('note') || null });
};

const decide: Doing = async (tx, deciding, { word, ...sent }) => {
  const says = (['confirmed', 'waived', 'withdrawn'] as const).find((one) => one === word('says'));
  if (!says) return nothing('nothing');
  if (word('reason') === '') return nothing('needs-reason');
  if (says === 'confirmed' && (await isGrave(tx, deciding, sent.caseId))) return nothing('needs-login');
  return decideCase(tx, deciding, { ...sent, says, reason: word('reason') });
};

/** Whether what was proposed shuts somebody out, or is read by others: that has an address of its own. */
async function isGrave(tx: Tx, { corp }: Deciding, caseId: string): Promise<boolean> {
  const proposal = await openProposal(tx, corp, caseId);
  return proposal !== null && WANTS_SECOND.has(proposal.measure);
}

const confirm: Doing = (tx, deciding, { word, ...sent }) =>
  word('reason') === ''
    ? Promise.resolve(nothing('needs-reason'))
    : decideCase(tx, deciding, { ...sent, says: 'confirmed', reason: word('reason') });

const undo: Doing = (tx, deciding, { word, by, via }) =>
  Id.test(word('decision'))
    ? undoDecision(tx, deciding, { decisionId: word('decision'), by, via })
    : Promise.resolve(nothing('nothing'));

const review: Doing = (tx, deciding, { word, by, via }) => {
  const says = (['upheld', 'reversed'] as const).find((one) => one === word('says'));
  if (!says || !Id.test(word('appeal'))) return Promise.resolve(nothing('nothing'));
  return decideAppeal(tx, deciding, { appealId: word('appeal'), says, reason: word('reason'), by, via });
};

const DOING: Readonly<Record<Does, Doing>> = {
  propose,
  decide,
  ask: (tx, deciding, { word, ...sent }) => askSubject(tx, deciding, { ...sent, note: word('note') || null }),
  assign: (tx, deciding, { word, ...sent }) => assign(tx, deciding, { ...sent, to: word('to') }),
  undo,
  review,
};
