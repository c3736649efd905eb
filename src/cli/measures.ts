import { Argument } from 'commander';
import { MEASURES, type Measure } from '../sanctions/measures.ts';
import { byOption, corpOption, userid } from './corps.ts';
import { day } from './days.ts';
import type { Register } from './desk.ts';

const measureArgument = (): Argument => new Argument('<measure>', 'the measure').choices(MEASURES);

interface Unlocking {
  readonly corp?: string;
  readonly by: string;
  readonly approver: string;
  readonly post: string;
  readonly reason: string;
  readonly on: string;
  readonly until: string;
}

/** `measures list|unlock|lock`: what may follow a decided breach under the law of the place, and who answers for what is off. */
export const register: Register = (program, desk) => {
  const measures = program
    .command('measures')
    .description('what may follow a decided breach, and who answers for what is off');
  measures
    .command('list')
    .description('what the law of the place says of each measure, and which are unlocked')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./measures-answer.ts')).listMeasures(deps, options)),
      ),
    );
  measures
    .command('unlock')
    .description(
      'lets a measure be proposed that is off by default: somebody answers for it by name; never a line of wages',
    )
    .addArgument(measureArgument())
    .requiredOption('--approver <userid>', 'who approves it; not who proposes it, and not whom it is about', userid)
    .requiredOption('--post <post>', 'his post')
    .requiredOption('--reason <why>', 'why, and who advised on the law')
    .requiredOption('--on <day>', 'from this day on', day)
    .requiredOption('--until <day>', 'to the end of this day', day)
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (measure: Measure, options: Unlocking) =>
        desk.open(async (deps) => (await import('./measures-answer.ts')).unlock(deps, measure, options)),
      ),
    );
  measures
    .command('lock')
    .description('takes an unlock back')
    .addArgument(measureArgument())
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (measure: Measure, options: { corp?: string; by: string }) =>
        desk.open(async (deps) => (await import('./measures-answer.ts')).lock(deps, measure, options)),
      ),
    );
};
