import type { PersonId } from '../ids.ts';
import { type Ladder, type Rung, SEVERITIES, type Severity } from './ladder-file.ts';
import type { Measure } from './measures.ts';
import { type Strike, strikesIn } from './strikes.ts';

/** One matter with one person: what he was told of it, and where it stands. */
export interface Matter {
  readonly person: PersonId;
  readonly category: string;
  /** Each time he was told, and until when he then has to put it right. In any order. */
  readonly told: readonly { readonly atMs: number; readonly untilMs: number }[];
  /** `no`: nothing shows that our messages reach him. */
  readonly reached: 'yes' | 'no';
  /** `with-person`: somebody of the supervising office has it, or decided; `closed`: it is put right. */
  readonly state: 'open' | 'with-person' | 'closed';
}

/** What comes next. A machine sends the two reminders; it never proposes, and never sends a sanction. */
export type Step =
  | { readonly step: 'remind' | 'remind-again' }
  | { readonly step: 'wait'; readonly untilMs: number }
  | { readonly step: 'to-person'; readonly office: 'supervising'; readonly mayPropose: readonly Measure[] }
  | { readonly step: 'nothing' };

/** How grave a category is: what somebody of the company confirmed, else the lowest. */
export function severityOf({ severities }: Ladder, category: string): Severity {
  const said = Object.hasOwn(severities, category) ? severities[category] : undefined;
  return said && said.confirmedBy !== 'unset' ? said.is : SEVERITIES[0];
}

/** The rung on which somebody stands with his strikes of this category. */
export function rungFor(ladder: Ladder, severity: Severity, strikes: number): Rung {
  const [highest] = ladder.rungs
    .filter((rung) => rung.severity === severity && rung.strikes <= strikes)
    .sort((a, b) => b.strikes - a.strikes);
  if (!highest) throw new TypeError(`the ladder was not checked: no rung for ${severity}`);
  return highest;
}

/**
 * The next step of one matter. Who was not reached can be reminded, and a person looks; nothing is proposed. When a reminder may
 * be sent (telling hours, budget) is the matter of whoever sends it. Pure.
 */
export function nextStep(ladder: Ladder, matter: Matter, strikes: readonly Strike[], nowMs: number): Step {
  if (matter.state !== 'open') return { step: 'nothing' };
  const told = matter.told.filter(({ atMs }) => atMs <= nowMs);
  const untilMs = Math.max(0, ...told.map((one) => one.untilMs));
  if (nowMs < untilMs) return { step: 'wait', untilMs };
  const severity = severityOf(ladder, matter.category);
  const rung = rungFor(ladder, severity, strikesIn(strikes, matter.person, matter.category));
  if (told.length < rung.reminders) return { step: told.length === 0 ? 'remind' : 'remind-again' };
  return { step: 'to-person', office: 'supervising', mayPropose: matter.reached === 'yes' ? rung.may : [] };
}
