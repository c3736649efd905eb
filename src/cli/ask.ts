import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { wrongUse } from './desk.ts';

/** Asks the person at the terminal. What is typed as a `secret` is never shown. Ctrl-C and Ctrl-D are wrong use. */
export type Ask = (question: string, how: 'plain' | 'secret') => Promise<string>;

/** Questions go to stderr, so that an answer in JSON stays alone on stdout. Null where nobody sits. */
export function openAsk(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Ask | null {
  if (!input.isTTY || !output.isTTY) return null;
  return async (question, how) => {
    const prompt = `${question} `;
    if (how === 'secret') output.write(prompt);
    // The reader draws its line anew and wipes what it did not write: it must be the one that writes the question.
    const lines = createInterface({ input, output: how === 'secret' ? unseen() : output, terminal: true });
    const typed = lines.question(prompt).catch(() => {
      throw wrongUse(
        'not everything was answered',
        'the questions were broken off',
        'start again: nothing was written',
      );
    });
    try {
      return (await typed).trim();
    } finally {
      lines.close();
      if (how === 'secret') output.write('\n');
    }
  };
}

const unseen = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
