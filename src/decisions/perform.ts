import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { isOfHr } from '../duties/of-hr.ts';
import { type Verb, verbWord } from '../events/spoken.ts';
import type { Words } from '../notices/content.ts';
import type { Guarded } from '../sanctions/guard.ts';
import { appeal } from './appeal.ts';
import { assign } from './assign.ts';
import { askedOf, decidersNow, mayDecideNow } from './bench.ts';
import { decideAppeal } from './decide-appeal.ts';
import { decideCase, type Says } from './decide-case.ts';
import { type Deciding, type Doer, nothing } from './deciding.ts';
import { type Held, holdMatter, isAbout } from './hold-matter.ts';
import { nameOf, words } from './lines.ts';
import { performEvidence } from './perform-evidence.ts';
import { performExcerpt } from './perform-excerpt.ts';
import { performProposal } from './perform-proposal.ts';
import { openQuestion } from './questions.ts';
import { type Outcome, sayBack, sayMissing, sayNeeds } from './say-back.ts';
import { standingDecision } from './standing.ts';
import { askSubject, giveStatement } from './statements.ts';
import { undoDecision } from './undo-decision.ts';
import { lastDayIn, wishExemption } from './wish-exemption.ts';

/** One thing that somebody wants done with one case, through whichever door. */
export interface Order extends Doer {
  readonly verb: Exclude<Verb, 'list' | 'sign' | 'refuse'>;
  readonly caseId: string;
  readonly text: string;
}

/** What it came to, in words for who wanted it. */
export interface Performed {
  readonly outcome: Outcome;
  readonly entries: readonly AuditEntry[];
  readonly says: readonly Words[];
}

const MEMBERS: ReadonlySet<Verb> = new Set(['state', 'exempt', 'appeal']);

/**
 * Does it by the rules of its use case, and says what was understood. Who has nothing to do with the case is told no more than of one
 * that is not there.
 */
export async function perform(tx: Tx, deciding: Deciding, order: Order): Promise<Performed> {
  const held = await holdMatter(tx, deciding, order.caseId);
  if (!held) return { outcome: 'not-entitled', entries: [], says: sayBack('not-entitled', '?', {}) };
  const verb = order.verb === 'exempt' && !isAbout(held, order.by) ? 'waive' : order.verb;
  const access = await accessOf(tx, deciding, held, { ...order, verb });
  if (access !== 'yes') return told(held, { outcome: access, entries: [] });
  return ACTS[verb](tx, deciding, held, { ...order, verb });
}

async function accessOf(tx: Tx, deciding: Deciding, held: Held, { by, verb }: Order) {
  if (verb === 'evidence')
    return isAbout(held, by) || (await isOfHr(tx, deciding, held, by)) === 'no' ? 'not-entitled' : 'yes';
  if (MEMBERS.has(verb)) return isAbout(held, by) ? 'yes' : 'not-entitled';
  const may = await mayDecideNow(tx, deciding, held, by, await askedOf(tx, deciding, held));
  if (may === 'no-duty' || may === 'not-here' || may === 'himself') return 'not-entitled';
  return may === 'yes' || verb === 'pass-on' || verb === 'undo' ? 'yes' : 'own-line';
}

type Act = (tx: Tx, deciding: Deciding, held: Held, order: Order) => Promise<Performed>;

function told(
  held: Held,
  came: { readonly outcome: Outcome; readonly entries: readonly AuditEntry[] },
  places: Readonly<Record<string, string>> = {},
): Performed {
  return { ...came, says: sayBack(came.outcome, String(held.matter.number), places, held.policy.manners.timeZone) };
}

function needs(held: Held, what: 'reason' | 'words', verb: Verb): Performed {
  const says = sayNeeds(what, String(held.matter.number), verbWord(verb));
  return { outcome: what === 'reason' ? 'needs-reason' : 'needs-words', entries: [], says };
}

/** Until when he is waited for; or that nobody has reached him yet. */
async function hearsFirst(tx: Tx, { corp, at }: Deciding, held: Held): Promise<Performed> {
  const dueAt = (await openQuestion(tx, corp, held.matter.id))?.dueAt ?? null;
  if (dueAt === null || dueAt <= at)
    return { ...told(held, { outcome: 'not-heard-yet', entries: [] }), outcome: 'needs-statement' };
  return told(held, { outcome: 'needs-statement', entries: [] }, until(held, dueAt));
}

/** Why what was proposed may not be confirmed now, and what is missing for it. */
function cannotConfirm(held: Held, guarded: Guarded | null): Performed {
  const why = guarded?.because[0]?.says ?? { zh: '', en: '' };
  const number = String(held.matter.number);
  const first = words((lang) => ({ key: 'heardCannotConfirm', places: { number, why: why[lang] } }));
  return { outcome: 'not-executed', entries: [], says: [first, ...sayMissing(guarded?.proofMissing ?? [])] };
}

const deciding =
  (says: Says, what: string): Act =>
  async (tx, ctx, held, { caseId, text, by, via, verb }) => {
    const came = await decideCase(tx, ctx, { caseId, says, reason: text, by, via });
    if (came.outcome === 'needs-reason') return needs(held, 'reason', verb);
    if (came.outcome === 'needs-statement') return hearsFirst(tx, ctx, held);
    if (came.outcome === 'not-executed') return cannotConfirm(held, came.guarded);
    return told(held, came.outcome === 'done' ? { ...came, outcome: 'decided' } : came, { what });
  };

const judging =
  (says: 'upheld' | 'reversed', what: string): Act =>
  async (tx, ctx, held, { caseId, text, by, via, verb }) => {
    const open = await tx.appeal.findFirst({ where: { corp: ctx.corp, caseId }, orderBy: { at: 'desc' } });
    if (!open) return told(held, { outcome: 'repeat', entries: [] });
    const came = await decideAppeal(tx, ctx, { appealId: open.id, says, reason: text, by, via });
    return came.outcome === 'needs-reason' ? needs(held, 'reason', verb) : told(held, came, { what });
  };

const state: Act = async (tx, ctx, held, { caseId, text, by, via, verb }) => {
  if (text === '') return needs(held, 'words', verb);
  const came = await giveStatement(tx, ctx, { caseId, text, by, via });
  return told(held, came.outcome === 'done' ? { ...came, outcome: 'stated' } : came);
};

/**
 * His words are an exemption to be agreed to; where he is being asked what he says to the case, they are his answer, too. Of a wish that
 * cannot be asked for he hears what is wrong with it, and may say it anew.
 */
const exempt: Act = async (tx, ctx, held, { caseId, text, by, via, verb }) => {
  if (text === '') return needs(held, 'words', verb);
  const until = lastDayIn(text, ctx.at.getTime(), held.policy.manners.timeZone);
  if (until === null) return told(held, { outcome: 'bad-day', entries: [] });
  const came = await wishExemption(tx, ctx, { caseId, reason: text, until, by });
  if (came.outcome === 'bad-day' || came.outcome === 'no-such-rule')
    return told(held, { outcome: came.outcome, entries: [] });
  const asked = await openQuestion(tx, ctx.corp, caseId);
  const said = asked ? await giveStatement(tx, ctx, { caseId, text: `申请豁免：${text}`, by, via }) : nothing('repeat');
  const entries = [...came.entries, ...said.entries];
  if (came.outcome === 'asked') return told(held, { outcome: 'wished', entries }, { day: until });
  return told(held, { outcome: said.outcome === 'done' ? 'stated' : WISHED[came.outcome], entries });
};

const WISHED = {
  repeat: 'wished-before',
  'no-reason': 'repeat',
  settled: 'no-more',
  closed: 'closed',
  'not-entitled': 'not-entitled',
} as const;

const ACTS: Readonly<Record<Order['verb'], Act>> = {
  state,
  exempt,
  appeal: async (tx, ctx, held, { caseId, text, by, via, verb }) => {
    if (text === '') return needs(held, 'words', verb);
    const came = await appeal(tx, ctx, { caseId, text, by, via });
    return told(held, came.outcome === 'done' ? { ...came, outcome: 'appealed' } : came, until(held, came.dueAt));
  },
  confirm: deciding('confirmed', '属实'),
  waive: deciding('waived', '免除'),
  withdraw: deciding('withdrawn', '撤回提议'),
  ask: async (tx, ctx, held, { caseId, text, by, via }) => {
    const came = await askSubject(tx, ctx, { caseId, note: text === '' ? null : text, by, via });
    return told(held, came.outcome === 'done' ? { ...came, outcome: 'asked' } : came, until(held, came.until));
  },
  'pass-on': async (tx, ctx, held, order) => {
    const heirs = await heirsOf(tx, ctx, held);
    const to = heirs.filter(
      ({ userid, name }) => order.text !== '' && (order.text === name || order.text.toLowerCase() === userid),
    );
    const [heir, other] = to;
    const names = heirs.map(({ name }) => name).join('、');
    if (!heir || other) return told(held, { outcome: 'needs-name', entries: [] }, { names });
    const came = await assign(tx, ctx, { caseId: order.caseId, to: heir.userid, by: order.by, via: order.via });
    return told(held, came.outcome === 'done' ? { ...came, outcome: 'assigned' } : came, { to: heir.name });
  },
  excerpt: performExcerpt,
  evidence: performEvidence,
  propose: performProposal,
  undo: async (tx, ctx, held, { caseId, by, via }) => {
    const standing = await standingDecision(tx, ctx.corp, caseId);
    if (!standing) return told(held, { outcome: 'repeat', entries: [] });
    return told(held, await undoDecision(tx, ctx, { decisionId: standing.id, by, via }), { what: '撤销' });
  },
  uphold: judging('upheld', '维持'),
  reverse: judging('reversed', '改判'),
};

const until = (held: Held, at: Date | null): Record<string, string> =>
  at === null ? {} : { until: at.toISOString(), timeZone: held.policy.manners.timeZone };

/** Who may decide of it now, by name. */
async function heirsOf(tx: Tx, ctx: Deciding, held: Held): Promise<{ userid: string; name: string }[]> {
  const { who } = await decidersNow(tx, ctx, held, await askedOf(tx, ctx, held));
  return who.flatMap((id) => {
    const userid = held.directory.persons.get(id)?.userid;
    return userid ? [{ userid, name: nameOf(held, userid) }] : [];
  });
}
