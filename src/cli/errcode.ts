import { InvalidArgumentError } from 'commander';
import type { Answer, Register } from './desk.ts';

/** `errcode N`: what a number of WeCom's means, where it comes from and what to do. */
export const register: Register = (program, desk) => {
  program
    .command('errcode')
    .description("says what WeCom's error code means and what to do")
    .argument('<number>', 'such as 60020', wholeNumber)
    .action(desk.answers(async (code: number) => explain(code)));
};

function wholeNumber(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError('An error code is a whole number.');
  return Number(text);
}

async function explain(code: number): Promise<Answer> {
  const { ERRCODES, explain: entryOf } = await import('../wecom/errcodes.ts');
  const entry = entryOf(code);
  const page = `https://developer.work.weixin.qq.com/document/path/${entry.doc}`;
  return {
    exit: ERRCODES.has(code) ? 0 : 1,
    json: { ...entry, page },
    text: [
      `${code} ${entry.meaning.zh} · ${entry.meaning.en}`,
      `  why: ${entry.cause.zh}\n       ${entry.cause.en}`,
      `  do:  ${entry.remedy.zh}\n       ${entry.remedy.en}`,
      `  again: ${AGAIN[entry.retry]}`,
      `  page: ${page}\n`,
    ].join('\n'),
  };
}

const AGAIN = {
  again: 'soon, with back-off, at most three times',
  token: 'with a new access token',
  wait: "when WeCom's window has passed",
  once: 'one more try, then a person looks',
  never: 'no, the answer will not change',
} as const;
