import type { Ask } from '../src/cli/ask.ts';
import type { World } from '../src/cli/desk.ts';
import { runCli } from '../src/cli/program.ts';
import { HouseError } from '../src/errors.ts';
import type { House } from './house.ts';

export interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** A command line in a house, with its receiver; nobody sits at the terminal. */
export function commandsIn(house: House): (...args: string[]) => Promise<Said> {
  const config = { ...house.deps.config, port: Number(new URL(house.origin).port) };
  const deps = { ...house.deps, config, store: null, close: async () => undefined };
  return (...args) => run({ open: (work) => work(deps), configure: () => config, ask: null }, args);
}

const noHouse = (): never => {
  throw new HouseError({ code: 'E-TEST', what: 'no house', why: 'a test', remedy: 'none', retry: 'never' });
};

/** A command line that has neither a database nor a configuration. */
export const runAlone = (...args: string[]): Promise<Said> => runAsked(null, ...args);

/** The same, with somebody who answers. */
export const runAsked = (ask: Ask | null, ...args: string[]): Promise<Said> =>
  run({ open: async () => noHouse(), configure: noHouse, ask }, args);

async function run(world: World, args: readonly string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await runCli(args, world, { out: (text) => void out.push(text), err: (text) => void err.push(text) });
  return { exit, out: out.join(''), err: err.join('') };
}

/** Every command that help leads to. */
export async function commandsUnder(path: readonly string[]): Promise<string[]> {
  const { out } = await runAlone(...path, '--help');
  const listed = out.split('\nCommands:\n')[1]?.matchAll(/^ {2}([a-z-]+)/gm) ?? [];
  const names = [...listed].flatMap(([, name]) => (name === undefined || name === 'help' ? [] : [name]));
  const below = await Promise.all(names.map((name) => commandsUnder([...path, name])));
  return [path.join(' '), ...below.flat()];
}
