import { Command, CommanderError } from 'commander';
import { HouseError } from '../errors.ts';
import { register as attendance } from './attendance.ts';
import { register as attest } from './attest.ts';
import { register as audit } from './audit.ts';
import { register as backup } from './backup.ts';
import { register as callback } from './callback.ts';
import { register as showCase } from './case.ts';
import { register as coverage } from './coverage.ts';
import { openDesk, type World } from './desk.ts';
import { register as dlq } from './dlq.ts';
import { register as doctor } from './doctor.ts';
import { register as duties } from './duties.ts';
import { register as errcode } from './errcode.ts';
import { register as groups } from './groups.ts';
import { register as hold } from './hold.ts';
import { register as identity } from './identity.ts';
import { register as init } from './init.ts';
import { register as inventory } from './inventory.ts';
import { register as keys } from './keys.ts';
import { register as lists } from './lists.ts';
import { register as measures } from './measures.ts';
import { register as menu } from './menu.ts';
import { register as messages } from './messages.ts';
import { register as notices } from './notices.ts';
import { register as pause } from './pause.ts';
import { register as people } from './people.ts';
import { register as policy } from './policy.ts';
import { register as privacy } from './privacy.ts';
import { register as report } from './report.ts';
import { register as resume } from './resume.ts';
import { register as retention } from './retention.ts';
import { register as roles } from './roles.ts';
import { register as shortNames } from './short-names.ts';
import { register as status } from './status.ts';
import { register as subject } from './subject.ts';
import { register as sync } from './sync.ts';
import { register as trigger } from './trigger.ts';
import { register as words } from './words.ts';

/** Every command, in the order in which `--help` lists them: as one meets them. */
const commands = [
  init,
  doctor,
  status,
  sync,
  trigger,
  policy,
  groups,
  inventory,
  coverage,
  people,
  roles,
  attendance,
  lists,
  shortNames,
  identity,
  attest,
  showCase,
  pause,
  resume,
  notices,
  menu,
  messages,
  words,
  report,
  audit,
  backup,
  keys,
  retention,
  hold,
  subject,
  privacy,
  callback,
  dlq,
  errcode,
  measures,
  duties,
];

export interface Printer {
  out(text: string): void;
  err(text: string): void;
}

/** 0 fine, 1 findings, 2 wrong use, 3 could not run. */
export type Exit = 0 | 1 | 2 | 3;

/** Columns of help where the terminal does not say. */
const HELP_WIDTH = 100;

/** Runs one command line and answers its exit code; never throws. */
export async function runCli(args: readonly string[], world: World, printer: Printer): Promise<Exit> {
  const json = args.includes('--json');
  const warn = json ? () => undefined : printer.err;
  const desk = openDesk(world, { answer: printer.out, warn });
  const program = new Command('qungui')
    .description('Chat-group policies in WeCom: checked fairly, told kindly, decided by people.')
    .option('--json', 'one line of JSON instead of text')
    .exitOverride()
    .showHelpAfterError('Run it with --help to see what is possible.')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: printer.out,
      writeErr: warn,
      getOutHelpWidth: () => process.stdout.columns ?? HELP_WIDTH,
    })
    .addHelpText('after', '\nExit codes: 0 fine, 1 findings, 2 wrong use, 3 could not run.');
  for (const register of commands) register(program, desk);
  try {
    await program.parseAsync(args, { from: 'user' });
    return desk.exit();
  } catch (error) {
    return failed(error, json, printer);
  }
}

function failed(error: unknown, json: boolean, printer: Printer): Exit {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (json) printer.out(`${JSON.stringify({ error: usage(error) })}\n`);
    return 2;
  }
  const trouble = error instanceof HouseError ? error : unexpected(error);
  const { code, message: what, why, remedy } = trouble;
  if (json) printer.out(`${JSON.stringify({ error: { code, what, why, remedy } })}\n`);
  else printer.err(`${code}: ${what}\n  why: ${why}\n  do:  ${remedy}\n`);
  return code.startsWith('E-USE') ? 2 : 3;
}

const usage = (error: CommanderError) => ({
  code: 'E-USE',
  what: error.message.replace(/^error: /, ''),
  why: 'the command line is not one that this program knows',
  remedy: 'run it with --help to see what is possible',
});

function unexpected(error: unknown): HouseError {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new HouseError({
    code: 'E-UNEXPECTED',
    what: error instanceof Error ? error.message : String(error),
    why: `this is a fault of the program, not of yours\n${stack}`,
    remedy: 'report it with the lines above',
    retry: 'never',
    cause: error,
  });
}
