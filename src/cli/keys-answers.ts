import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn } from '../db/client.ts';
import { type Kek, readKek } from '../db/kek.ts';
import { kekFor } from '../db/kek-for.ts';
import { type Alongside, type RotatingKeyring, wrappedBy } from '../db/keyring.ts';
import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { tellOfCommand } from '../review/tell-of-command.ts';
import { corpOf, corpsOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { clockOf } from './moments.ts';
import { table } from './table.ts';

type KeyDeps = Pick<Deps, 'config' | 'db'> & { readonly keys: RotatingKeyring };

interface Options {
  readonly corp?: string;
  readonly by: string;
}

export async function list(deps: Pick<Deps, 'config' | 'db'>, slug: string | undefined): Promise<Answer> {
  const corps = [];
  for (const { slug: corp, timeZone } of corpsOf(deps.config, slug)) {
    const found = await deps.db.withCorp(corp, (tx) =>
      tx.dataKey.findMany({ where: { corp }, orderBy: { createdAt: 'asc' } }),
    );
    const keys = found.map(({ kid, wrapped, createdAt, retiredAt }) => ({
      kid,
      does: kid === 'root' ? 'names and signs' : retiredAt ? 'opens' : 'seals and opens',
      wrappedBy: wrappedBy(wrapped),
      createdAt,
      retiredAt,
    }));
    corps.push({ corp, timeZone, keys });
  }
  const text = corps.map(({ corp, timeZone, keys }) => {
    const at = clockOf(timeZone);
    const rows = keys.map((one) => [one.kid, one.does, one.wrappedBy, at(one.createdAt), at(one.retiredAt)]);
    return `${corp}\n${table(['key', 'what it does', 'wrapped by', 'made', 'retired'], rows, '  ') || '  none yet\n'}`;
  });
  return { exit: 0, json: { corps: corps.map(({ corp, keys }) => ({ corp, keys })) }, text: text.join('\n') };
}

/** A new data key; every process seals with it within a minute. */
export async function rotate(deps: KeyDeps, { corp: slug, by }: Options): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, slug);
  const kid = await deps.keys.rotate(corp, await told(deps, corp, 'data-key', by));
  return {
    exit: 0,
    json: { corp, kid },
    text: `✓ ${kid} seals from now on, in other processes within a minute; what was sealed before still opens\n`,
  };
}

/** Every corp by itself: one that was done before is left alone, so a run that broke off is run again. */
export async function rewrap(
  deps: KeyDeps,
  { corp: slug, by, newKek }: Options & { newKek?: string },
): Promise<Answer> {
  const next = nextKek(deps, newKek);
  const done: { corp: Corp; keys: number }[] = [];
  for (const { slug: corp } of corpsOf(deps.config, slug)) {
    const rows = await deps.db.withCorp(corp, (tx) =>
      tx.dataKey.findMany({ where: { corp }, select: { wrapped: true } }),
    );
    const before = rows.filter(({ wrapped }) => wrappedBy(wrapped) !== next.id);
    const also = before.length > 0 ? await told(deps, corp, 'key-encryption-key', by) : undefined;
    done.push({ corp, keys: also ? await deps.keys.rewrap(corp, next, also) : 0 });
  }
  const lines = done.map(({ corp, keys }) =>
    keys > 0 ? `✓ ${corp}: ${keys} keys wrapped\n` : `= ${corp}: nothing to do\n`,
  );
  return {
    exit: 0,
    json: { kek: next.id, corps: done },
    text: `${lines.join('')}  ${afterwards(deps.config, newKek)}\n`,
  };
}

function nextKek({ config }: KeyDeps, newKek: string | undefined): Kek {
  if (newKek !== undefined) return readKek(newKek);
  if (config.kms) return kekFor(config);
  throw new HouseError({
    code: 'E-KEK-NEXT',
    what: 'Nobody said which key-encryption key is the next.',
    why: 'qungui.yaml names no program under keys.kek, and no file was given.',
    remedy: 'Give --new-kek <file>, or name the program first: docs/data-care.md, Keys.',
    retry: 'never',
  });
}

/** What is left to do once every corp is done. */
function afterwards({ kekFile, kms }: KeyDeps['config'], newKek: string | undefined): string {
  if (newKek === undefined)
    return `once every process runs with keys.kek of qungui.yaml, take ${kekFile} away and keep it with the backups of that time`;
  const place = `now put ${newKek} into the place of ${kekFile}`;
  return kms
    ? `${place}; then take keys.kek out of qungui.yaml and restart every process`
    : `${place}: processes that run read it without a restart`;
}

/** The entry of the trail, written with the change. */
async function told(
  deps: KeyDeps,
  corp: Corp,
  what: 'data-key' | 'key-encryption-key',
  by: string,
): Promise<Alongside> {
  const keys = await deps.keys.of(corp);
  return async (tx, kid) => {
    const at = await nowIn(tx);
    await tellOfCommand(tx, { corp, keys, at }, { act: 'keys', by });
    await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'key-rotated', what, kid, by: pseudonymOf(keys, by) }]);
  };
}
