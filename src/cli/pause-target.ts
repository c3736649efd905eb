import { Argument, InvalidArgumentError, Option } from 'commander';
import type { Stoppable } from '../cases/stopped.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { suggestion } from '../policy/nearest.ts';
import { policiesInForce } from '../review/policies.ts';
import { wrongUse } from './desk.ts';

/** Longer reasons belong into a file of the company's own. */
const MOST_LETTERS = 500;

export const whatArgument = (): Argument =>
  new Argument('<what>', 'rule:<its name in the policy>, kind:<kind of group>, or corp').argParser(targetOf);

export const reasonOption = (): Option =>
  new Option('--reason <text>', 'why; kept sealed').argParser(reasonIn).makeOptionMandatory();

function targetOf(text: string): Stoppable {
  const [, target, name] = /^(rule|kind):(.{1,100})$/u.exec(text) ?? [];
  if (text === 'corp') return { target: 'corp', name: '-' };
  if (target !== undefined && name !== undefined) return { target: target === 'rule' ? 'rule' : 'kind', name };
  if (text !== '' && !text.includes(':')) return { target: 'rule', name: text };
  throw new InvalidArgumentError('Write rule:<name>, kind:<kind> or corp.');
}

function reasonIn(text: string): string {
  const letters = [...text.trim()].length;
  if (letters === 0 || letters > MOST_LETTERS)
    throw new InvalidArgumentError(`A reason has 1 to ${MOST_LETTERS} letters.`);
  return text.trim();
}

export const inWords = ({ target, name }: Stoppable): string => (target === 'corp' ? 'corp' : `${target}:${name}`);

/** Only what a policy in force names can be stopped; and what is stopped can be taken up again though no policy names it now. */
export async function mustBeKnown(tx: Tx, corp: Corp, { target, name }: Stoppable): Promise<void> {
  if (target === 'corp') return;
  const policies = await policiesInForce(tx, corp, await nowIn(tx));
  const known = policies.flatMap(({ uses, kinds }) =>
    target === 'rule' ? uses.map(({ instance }) => instance) : [...kinds.keys()],
  );
  if (known.includes(name)) return;
  const thing = target === 'rule' ? 'rule' : 'kind of group';
  throw wrongUse(`there is no ${thing} ${name}`, 'no policy in force names it', suggestion(name, known));
}
