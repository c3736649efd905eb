import { describe, expect, test } from 'vitest';
import { commandsUnder, runAlone } from '../../test/command-line.ts';

const COMMANDS = await commandsUnder([]);

describe('help', () => {
  test.each(COMMANDS)('%s', async (command) => {
    const { exit, out } = await runAlone(...command.split(' ').filter(Boolean), '--help');
    expect(exit).toBe(0);
    expect(out).toMatchSnapshot();
  });
});

describe('wrong use ends with 2, says why, and needs no house', () => {
  test.each([
    ['init', '--agent-id', 'x'],
    ['status', 'now'],
    ['trigger'],
    ['trigger', 'member-danced'],
    ['trigger', 'member-joined', '--group', '<xml>'],
    ['policy', 'publish', 'x.yaml'],
    ['groups'],
    ['groups', 'show'],
    ['groups', 'register', 'x.yaml'],
    ['people', 'relation', 'zhao.shiyong', 'boss', '--by', 'li.renshi'],
    ['people', 'relation', 'zhao.shiyong', 'intern'],
    ['people', 'join', 'zhao.shiyong', '--by', 'li.renshi'],
    ['lists', 'set', 'members', '--by', 'li.renshi'],
    ['short-names', 'set', 'x.yaml'],
    ['identity', 'decide', 'wm1', 'friend', '--by', 'li.renshi'],
    ['identity', 'decide', 'wm1', 'member', '--by', 'li renshi'],
    ['case', 'show'],
    ['audit', 'export', '--by', 'li.renshi', '--to', 'x'],
    ['callback', 'show'],
  ])('%s %s %s', async (...args) => {
    const plain = await runAlone(...args);
    expect(plain).toMatchObject({ exit: 2, out: '' });
    expect(plain.err).not.toBe('');
    const { exit, out, err } = await runAlone(...args, '--json');
    expect({ exit, err, code: JSON.parse(out).error.code }).toEqual({ exit: 2, err: '', code: 'E-USE' });
  });
});

test('whoever cannot open the house ends with 3', async () => {
  for (const command of [['status'], ['sync'], ['audit', 'verify'], ['groups', 'list'], ['trigger', 'member-joined']])
    expect(await runAlone(...command)).toMatchObject({ exit: 3, out: '', err: expect.stringContaining('E-TEST') });
});
