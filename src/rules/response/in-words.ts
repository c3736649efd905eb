import type { Sentence } from '../rule.ts';
import { either } from '../selector-words.ts';
import { roleInWords } from './role-names.ts';
import { spanInWords } from './spans.ts';

const sentence = (zh: string, en: string): Sentence => ({ zh, en });

interface AnswerSaid {
  readonly within: string;
  readonly escalate: readonly { readonly to: string }[];
}

/** The parts of what a use looks at, as one sentence. */
export const joinedWords = (parts: readonly (Sentence | null)[]): Sentence => {
  const said = parts.filter((part) => part !== null);
  return sentence(said.map(({ zh }) => zh).join('，'), said.map(({ en }) => en).join(', '));
};

export const rolesInWords = (roles: readonly string[]): Sentence =>
  roles.length === 0 ? sentence('任何同事', 'any colleague') : either(roles.map(roleInWords));

/** Until when somebody answers, and whom a miss concerns. */
export function answerInWords(answer: AnswerSaid | undefined): Sentence | null {
  if (!answer) return null;
  const within = spanInWords(answer.within);
  const then = toldInWords(answer);
  return sentence(`${within.zh}内回应${then.zh}`, `answered within ${within.en}${then.en}`);
}

export function resultInWords(
  result: { readonly within?: string | undefined; readonly due: 'stated' | 'within' } | undefined,
): Sentence | null {
  if (!result) return null;
  const span = result.within === undefined ? null : spanInWords(result.within);
  if (result.due === 'within' && span)
    return sentence(`${span.zh}内有结果、转交或改期`, `done, handed over or moved within ${span.en}`);
  const other = span ? sentence(`（没说哪天的，${span.zh}内）`, ` (no day said: within ${span.en})`) : sentence('', '');
  return sentence(
    `在所说的那天下班前有结果、转交或改期${other.zh}`,
    `done, handed over or moved by the end of the day that was said${other.en}`,
  );
}

const toldInWords = ({ escalate }: AnswerSaid): Sentence => {
  if (escalate.length === 0) return sentence('', '');
  const { zh, en } = either(escalate.map(({ to }) => roleInWords(to)));
  return sentence(`，过时告诉${zh}`, `, then ${en} is told`);
};

/** Late is late only where somebody could have answered. */
export const reachableInWords = (reachable: 'must-be-shown' | 'not-asked'): Sentence | null =>
  reachable === 'not-asked'
    ? null
    : sentence('当时看不出在线的只询问', 'who showed no sign of being online is only asked about');
