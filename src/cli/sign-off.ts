import { type Command, Option } from 'commander';
import { byOption, corpOption } from './corps.ts';
import { day } from './days.ts';
import type { Desk } from './desk.ts';

/** What every command about one version is told. */
export interface OfVersion {
  readonly corp?: string;
  readonly by: string;
  /** A number; the newest that was published when nothing is said. */
  readonly number?: string;
}

const POLICY = "the policy's short name";
const numberOption = (): Option =>
  new Option('--number <version>', 'the version; the newest that was published unless named');

/** `policy sign-off show|consultation|record|publication|import`: how a version came to bind people. */
export function registerSignOff(policy: Command, desk: Desk): void {
  const signOff = policy
    .command('sign-off')
    .description('how a version came to bind people; without it rules only remind');
  signOff
    .command('show')
    .description(
      'what is there of each version in force, what is missing, and how many were shown it; exit 1 while anything is missing',
    )
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./sign-off-show.ts')).showSignOff(deps, options)),
      ),
    );
  signOff
    .command('consultation')
    .description('records for how long people could speak up before it was settled')
    .argument('<policy>', POLICY)
    .addOption(numberOption())
    .requiredOption('--from <day>', 'its first day', day)
    .requiredOption('--until <day>', 'its last day', day)
    .option('--least-days <days>', 'how many days the company wants at least; 7 unless named')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (slug: string, options: OfVersion & { from: string; until: string; leastDays?: string }) =>
        desk.open(async (deps) => (await import('./sign-off-step.ts')).consulted(deps, slug, options)),
      ),
    );
  signOff
    .command('record')
    .description('records the meeting that settled it: of the union, the staff, or the council')
    .argument('<policy>', POLICY)
    .addOption(numberOption())
    .addOption(
      new Option('--of <meeting>', 'whose meeting it was')
        .choices(['union', 'staff-meeting', 'all-staff', 'council'])
        .makeOptionMandatory(),
    )
    .requiredOption('--on <day>', 'its day', day)
    .requiredOption('--reference <number>', 'the number of its minutes')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (slug: string, options: OfVersion & { of: string; on: string; reference: string }) =>
        desk.open(async (deps) => (await import('./sign-off-step.ts')).settled(deps, slug, options)),
      ),
    );
  signOff
    .command('publication')
    .description(
      'records where it was published to people, who are then asked to sign by a card, new hires on their first day',
    )
    .argument('<policy>', POLICY)
    .addOption(numberOption())
    .requiredOption('--on <day>', 'its day', day)
    .requiredOption('--where <place>', 'where people read it')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (slug: string, options: OfVersion & { on: string; where: string }) =>
        desk.open(async (deps) => (await import('./sign-off-step.ts')).publishedTo(deps, slug, options)),
      ),
    );
  signOff
    .command('import')
    .description('takes a list of signatures on paper (CSV or XLSX: 账号 or 姓名, 日期, 结果, 见证人)')
    .argument('<policy>', POLICY)
    .argument('<file>', 'the list')
    .addOption(numberOption())
    .option('--dry-run', 'says what it would do, and writes nothing')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (slug: string, file: string, options: OfVersion & { dryRun?: true }) =>
        desk.open(async (deps) => (await import('./sign-off-import.ts')).importPaper(deps, slug, file, options)),
      ),
    );
}
