import { Command } from 'commander';
import type { Config } from '../config.ts';
import { HouseError } from '../errors.ts';
import type { OpenDeps } from '../open-deps.ts';
import type { Ask } from './ask.ts';

/** What a command has to say: the same for people and for programs. `1`: it found something that somebody must look at. */
export interface Answer {
  readonly text: string;
  readonly json: unknown;
  /** 3: part of what was asked could not be done, and the answer says which. */
  readonly exit: 0 | 1 | 3;
}

/** Opens the house for one command, when it is needed, and closes it afterwards. */
export type Open = <Result>(work: (deps: OpenDeps) => Promise<Result>) => Promise<Result>;

/** What a command line may reach of the world. */
export interface World {
  readonly open: Open;
  /** The configuration alone, for what needs no database. */
  readonly configure: () => Config;
  /** Null where nobody sits: in pipes and scripts. */
  readonly ask: Ask | null;
}

/** What a command is given. Each file of this folder that is one exports `register(program, desk)`. */
export interface Desk extends World {
  /** An action that prints its answer, as text or (`--json`) as one line of JSON. */
  answers<Args extends unknown[]>(work: (...args: Args) => Answer | Promise<Answer>): (...args: Args) => Promise<void>;
}

export type Register = (program: Command, desk: Desk) => void;

/** The desk of one run; `exit` is what its answer ended with. */
export function openDesk(world: World, print: (text: string) => void): Desk & { readonly exit: () => Answer['exit'] } {
  let exit: Answer['exit'] = 0;
  return {
    ...world,
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
