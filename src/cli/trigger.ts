import { Argument, InvalidArgumentError, Option } from 'commander';
import { corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import { EVENT_NAMES, type EventName } from './trigger-events.ts';

export interface TriggerOptions {
  readonly corp?: string;
  readonly group?: string;
  readonly member?: readonly string[];
  readonly user?: string;
  readonly believed?: true;
}

/** `trigger <event>`: a callback as WeCom would send it, signed and sealed, to the own receiver. */
export const register: Register = (program, desk) => {
  program
    .command('trigger')
    .description('sends the own receiver a callback as WeCom would: signed, sealed, by HTTP; without WeCom')
    .addArgument(new Argument('<event>', 'what happened').choices(EVENT_NAMES))
    .addOption(corpOption())
    .addOption(new Option('--group <chatId>', 'the group (default: an invented one)').argParser(id))
    .addOption(new Option('--member <id...>', 'who joined or left (default: an invented account)').argParser(ids))
    .addOption(new Option('--user <userid>', 'the account (default: an invented one)').argParser(account))
    .option('--believed', 'needed for events about a real group or person that are believed without a look at WeCom')
    .action(
      desk.answers(async (event: EventName, options: TriggerOptions) =>
        (await import('./trigger-answer.ts')).trigger(desk.configure(), event, options),
      ),
    );
};

function id(text: string): string {
  if (!/^[\w.@-]{1,64}$/.test(text)) throw new InvalidArgumentError('An id is 1 to 64 letters, digits and . _ @ -');
  return text;
}

const account = (text: string): string => id(text).toLowerCase();
const ids = (text: string, before: readonly string[] = []): readonly string[] => [...before, id(text)];
