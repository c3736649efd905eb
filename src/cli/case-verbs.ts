import { type Command, Option } from 'commander';
import type { ActOptions } from './case-act.ts';
import { byOption, corpOption } from './corps.ts';
import type { Desk } from './desk.ts';

interface Words {
  readonly name: string;
  readonly says: string;
  readonly verb: (says: string) => string;
  /** What `--says` may be; empty: there is no such choice. */
  readonly choices: readonly string[];
  readonly text: string;
}

const VERBS: readonly Words[] = [
  {
    name: 'propose',
    says: 'proposes what may follow; the ladder of the policy and the law of the place are asked first',
    verb: () => 'propose',
    choices: [],
    text: 'the measure and a note, such as "谈话 先聊聊"',
  },
  {
    name: 'ask',
    says: 'asks the one it is about; the case waits three working days for him',
    verb: () => 'ask',
    choices: [],
    text: 'what he is asked besides the matter itself',
  },
  {
    name: 'state',
    says: 'keeps what the one it is about says, in his own name',
    verb: () => 'state',
    choices: [],
    text: 'what he says',
  },
  {
    name: 'decide',
    says: 'decides: it is so, it rests, or a proposal is taken back; the person is told ten minutes later',
    verb: (says) => ({ confirmed: 'confirm', waived: 'waive', withdrawn: 'withdraw' })[says] ?? says,
    choices: ['confirmed', 'waived', 'withdrawn'],
    text: 'the reason; to waive wants one',
  },
  {
    name: 'undo',
    says: 'takes the last decision back, within ten minutes',
    verb: () => 'undo',
    choices: [],
    text: '',
  },
  {
    name: 'appeal',
    says: 'appeals against the decision, in the name of the one it is about; once',
    verb: () => 'appeal',
    choices: [],
    text: 'his reasons',
  },
  {
    name: 'reverse',
    says: 'decides of an appeal: another person than the first, outside his line',
    verb: (says) => (says === 'upheld' ? 'uphold' : 'reverse'),
    choices: ['upheld', 'reversed'],
    text: 'the reason',
  },
  {
    name: 'assign',
    says: 'gives the case to somebody who may decide of it',
    verb: () => 'pass-on',
    choices: [],
    text: 'his name or account',
  },
];

/** `case propose|ask|state|decide|undo|appeal|reverse|assign`: what people decide, each with the same rules as on cards and pages. */
export function registerVerbs(cases: Command, desk: Desk): void {
  for (const { name, says, verb, choices, text } of VERBS) {
    const command = cases
      .command(name)
      .description(says)
      .argument('<case>', 'its number as cards print it (C-12 or 12), or its id')
      .addOption(corpOption())
      .addOption(byOption());
    if (text !== '') command.option('--words <words>', text);
    if (choices.length > 0)
      command.addOption(new Option('--says <what>', 'what is decided').choices(choices).makeOptionMandatory());
    command.action(
      desk.answers(async (wanted: string, options: ActOptions) =>
        desk.open(async (deps) => (await import('./case-act.ts')).act(deps, wanted, verb(options.says ?? ''), options)),
      ),
    );
  }
  cases
    .command('queue')
    .description('lists what waits for those who decide, the oldest first')
    .addOption(corpOption())
    .addOption(
      new Option('--state <state>', 'where it stands')
        .choices(['to-do', 'statement', 'ready', 'decided', 'appealed', 'over'])
        .default('to-do'),
    )
    .option('--assignee <userid>', 'who looks after them; nobody: those that nobody does')
    .action(
      desk.answers(async (options: { corp?: string; state: string; assignee?: string }) =>
        desk.open(async (deps) => (await import('./case-queue.ts')).showQueue(deps, options)),
      ),
    );
}
