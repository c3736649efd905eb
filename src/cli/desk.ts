import { Command } from 'commander';
import { HouseError } from '../errors.ts';
import type { OpenDeps } from '../open-deps.ts';

/** What a command has to say: the same for people and for programs. `1`: it found something that somebody must look at. */
export interface Answer {
  readonly text: string;
  readonly json: unknown;
  readonly exit: 0 | 1;
}

/** Opens the house for one command, when it is needed, and closes it afterwards. */
export type Open = <Result>(work: (deps: OpenDeps) => Promise<Result>) => Promise<Result>;

/** What a command is given. Each file of this folder exports `register(program, desk)`. */
export interface Desk {
  readonly open: Open;
  /** An action that prints its answer, as text or (`--json`) as one line of JSON. */
  answers<Args extends unknown[]>(work: (...args: Args) => Answer | Promise<Answer>): (...args: Args) => Promise<void>;
}

export type Register = (program: Command, desk: Desk) => void;

/** The desk of one run; `said` is what it answered last. */
export function openDesk(open: Open, print: (text: string) => void): Desk & { readonly exit: () => 0 | 1 } {
  let exit: 0 | 1 = 0;
  return {
    open,
    exit: () => exit,
    answers:
      (work) =>
      async (...args) => {
        const answer = await work(...args);
        exit = answer.exit;
        print(wantsJson(args) ? `${JSON.stringify(answer.json)}\n` : answer.text);
      },
  };
}

/** Commander hands an action its own command last. */
function wantsJson(args: readonly unknown[]): boolean {
  const command = args.at(-1);
  return command instanceof Command && command.optsWithGlobals().json === true;
}

/** A command that was used wrongly; the process ends with 2. */
export const wrongUse = (what: string, why: string, remedy: string): HouseError =>
  new HouseError({ code: 'E-USE', what, why, remedy, retry: 'never' });
