import { InvalidArgumentError, Option } from 'commander';
import type { Config, CorpConfig } from '../config.ts';
import { suggestion } from '../policy/nearest.ts';
import { wrongUse } from './desk.ts';

export const corpOption = (): Option => new Option('--corp <slug>', 'the corp, by its slug in qungui.yaml');

/** Whoever changes something signs it. */
export const byOption = (): Option =>
  new Option('--by <userid>', 'the account of who decides this; the audit trail names him')
    .argParser(userid)
    .makeOptionMandatory();

/** An account as it is kept: in lower case [90236]. */
export function userid(text: string): string {
  if (!/^[^\s\p{Cc}]{1,64}$/u.test(text)) throw new InvalidArgumentError('An account is 1 to 64 signs without spaces.');
  return text.toLowerCase();
}

/** The one corp that a command is about; it need not be named where there is no other. */
export function corpOf(config: Pick<Config, 'corps'>, slug: string | undefined): CorpConfig {
  const [only, ...others] = corpsOf(config, slug);
  if (only && others.length === 0) return only;
  throw wrongUse(
    'it is not said which corp is meant',
    `qungui.yaml names ${config.corps.size}: ${[...config.corps.keys()].join(', ')}`,
    'add --corp <slug>',
  );
}

/** The corp that is named, or every corp there is. */
export function corpsOf({ corps }: Pick<Config, 'corps'>, slug: string | undefined): readonly CorpConfig[] {
  if (slug === undefined) return [...corps.values()];
  const found = [...corps.values()].find((corp) => corp.slug === slug);
  if (found) return [found];
  throw wrongUse(`there is no corp ${slug}`, 'qungui.yaml does not name it', suggestion(slug, corps.keys()));
}
