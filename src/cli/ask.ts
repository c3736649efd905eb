import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks the person at the terminal. What is typed as a `secret` is never shown. */
export type Ask = (question: string, how: 'plain' | 'secret') => Promise<string>;

/** Questions go to stderr, so that an answer in JSON stays alone on stdout. Null where nobody sits. */
export function openAsk(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Ask | null {
  if (!input.isTTY || !output.isTTY) return null;
  return async (question, how) => {
    output.write(`${question} `);
    const echo = new Writable({
      write: (chunk, _, done) => {
        if (how === 'plain') output.write(chunk);
        done();
      },
    });
    const lines = createInterface({ input, output: echo, terminal: true });
    try {
      return (await lines.question('')).trim();
    } finally {
      lines.close();
      if (how === 'secret') output.write('\n');
    }
  };
}
