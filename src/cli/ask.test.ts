import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { openAsk } from './ask.ts';

// A terminal that is no more than its stream: what it shows is what was written after it was last wiped.

function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const written: string[] = [];
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
  output.on('data', (chunk: Buffer) => written.push(String(chunk)));
  const ask = openAsk(input as never, output as never);
  if (!ask) throw new TypeError('this is a terminal');
  const shown = (): string => written.join('').split('\x1b[0J').at(-1) ?? '';
  return { ask, shown, types: (keys: string) => void input.write(keys) };
}

describe('a question at the terminal', () => {
  test.each(['plain', 'secret'] as const)('stays to be read while a %s answer is typed', async (how) => {
    const { ask, shown, types } = terminal();
    const answer = ask('AgentId:', how);
    types('1000');
    await expect.poll(shown).toContain('AgentId: ');
    expect(shown().includes('1000')).toBe(how === 'plain');
    types('002\r');

    expect(await answer).toBe('1000002');
  });

  test.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('broken off by %s is no fault of the program', async (_name, key) => {
    const { ask, types } = terminal();
    const answer = ask('AgentId:', 'plain');
    types(key);

    await expect(answer).rejects.toMatchObject({
      code: 'E-USE',
      remedy: expect.stringContaining('nothing was written'),
    });
  });

  test('is not asked where nobody sits', () => {
    expect(openAsk(new PassThrough() as never, new PassThrough() as never)).toBeNull();
  });
});
