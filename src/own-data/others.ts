import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import type { Named } from './rows-of.ts';

type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** Writes a value so that everybody but the one it is for is a made-up name, the same throughout one file and in no other. */
export async function othersHidden(
  tx: Tx,
  corp: Corp,
  keys: Pick<CorpKeys, 'sign'>,
  { persons, ids }: Named,
): Promise<(value: Json) => Json> {
  const rows = await tx.$queryRaw<{ person: string; id: string | null; name: string | null }[]>`
    select person_id::text as person, userid as id, null as name from qungui.account where corp = ${corp}
    union select person_id::text, external_userid, name from qungui.contact_state where corp = ${corp}
    union select person_id::text, null, name from qungui.person_state where corp = ${corp}`;
  const own = new Set(persons);
  const ownNames = new Set(rows.flatMap(({ person, name }) => (own.has(person) && name ? [name] : [])));
  const hidden = new Map<string, string>();
  for (const { person, id, name } of rows) {
    if (own.has(person)) continue;
    const made = `某人-${keys.sign(`export ${persons[0]}`, person).slice(0, 8)}`;
    hidden.set(person, made);
    if (id && !ids.includes(id)) hidden.set(id, made);
    if (name && name.length > 1 && !ownNames.has(name)) hidden.set(name, made);
  }
  const names = [...hidden].filter(([key]) => /[^\x20-\x7e]/.test(key)).sort(([a], [b]) => b.length - a.length);
  const text = (value: string): string => {
    const tokens = value.replaceAll(/[\w.@-]+/g, (token) => hidden.get(token) ?? token);
    return names.reduce((said, [name, made]) => said.replaceAll(name, made), tokens);
  };
  const hide = (value: Json): Json => {
    if (typeof value === 'string') return hidden.get(value) ?? text(value);
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(hide);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hide(one)]));
  };
  return hide;
}
