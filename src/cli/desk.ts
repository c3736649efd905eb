import { Command, type OptionValues } from 'commander';
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

/** The desk of one run; `exit` is what its answer ended with. Whoever signs a change is looked up whenever the house is opened. */
export function openDesk(world: World, print: Print): Desk & { readonly exit: () => Answer['exit'] } {
  let exit: Answer['exit'] = 0;
  let options: OptionValues = {};
  return {
    ...world,
    exit: () => exit,
    open: (work) =>
      world.open(async (deps) => {
        const { checkSigner } = await import('./signer.ts');
        const warning = await checkSigner(deps, options);
        if (warning !== null) print.warn(warning);
        return work(deps);
      }),
    answers:
      (work) =>
      async (...args) => {
        options = optionsOf(args);
        const answer = await work(...args);
        exit = answer.exit;
        print.answer(options.json === true ? `${JSON.stringify(answer.json)}\n` : answer.text);
      },
  };
}

interface Print {
  answer(text: string): void;
  warn(text: string): void;
}

/** Commander hands an action its own command last. */
function optionsOf(args: readonly unknown[]): OptionValues {
  const command = args.at(-1);
  return command instanceof Command ? command.optsWithGlobals() : {};
}

/** A command that was used wrongly; the process ends with 2. */
export const wrongUse = (what: string, why: string, remedy: string): HouseError =>
  new HouseError({ code: 'E-USE', what, why, remedy, retry: 'never' });
