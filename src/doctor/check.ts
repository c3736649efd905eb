import type { Words } from '../wecom/errcodes/entry.ts';
import type { Patient } from './patient.ts';

/** `cannot-tell`: no API shows it, or what stands in front of it is not in order yet; never counted as fine. */
export const VERDICTS = ['ok', 'warn', 'fail', 'cannot-tell'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One thing that somebody should look at. */
export interface Finding {
  readonly verdict: Exclude<Verdict, 'ok'>;
  readonly what: Words;
  readonly why: Words;
  /** Where to click or what to run. */
  readonly where: Words;
  /** What to paste there, a line each; never a secret. */
  readonly paste: readonly string[];
}

/** What a check came to: one line of what was seen, and what is to be done. */
export interface Outcome {
  readonly says: Words;
  readonly findings: readonly Finding[];
}

export interface Check {
  readonly id: string;
  readonly title: Words;
  /** Looks and changes nothing. Whatever WeCom refuses is a finding, not an error. */
  look(patient: Patient): Promise<Outcome>;
}

export const fine = (says: Words): Outcome => ({ says, findings: [] });

export const found = (says: Words, ...findings: readonly Finding[]): Outcome => ({ says, findings });

type Told = Omit<Finding, 'verdict' | 'paste'> & { readonly paste?: readonly string[] };
const finding =
  (verdict: Finding['verdict']) =>
  ({ paste = [], ...told }: Told): Finding => ({ ...told, verdict, paste });

export const fails = finding('fail');
export const warns = finding('warn');
export const cannotTell = finding('cannot-tell');

const WORST = ['fail', 'warn', 'cannot-tell'] as const;

/** The worst of its findings; without any it is fine. */
export const verdictOf = ({ findings }: Pick<Outcome, 'findings'>): Verdict =>
  WORST.find((verdict) => findings.some((one) => one.verdict === verdict)) ?? 'ok';
