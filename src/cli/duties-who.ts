import type { Deps } from '../deps.ts';
import { type NoteRole, noteParties, setNoteParty } from '../legal/note-parties.ts';
import { setPlace } from '../legal/set-place.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { personOf } from './person-of.ts';
import { printable } from './table.ts';
import { written } from './written.ts';

interface Signed {
  readonly corp?: string;
  readonly by: string;
}

/** Says in which place somebody works. */
export async function setPlaceOf(
  deps: Deps,
  wanted: string,
  place: string,
  { corp: slug, by }: Signed,
): Promise<Answer> {
  const { corp, state } = await written(deps, slug, async (tx, writing) =>
    setPlace(tx, writing, { personId: await personOf(tx, writing.corp, wanted), place, by }),
  );
  return {
    exit: 0,
    json: { corp, person: wanted, place, state },
    text: `${state === 'changed' ? '✓' : '='} ${wanted} works in ${place}\n`,
  };
}

/** Names who hears of proposals about people who are not employed here; null: nobody any more. */
export async function nameParty(
  deps: Deps,
  role: NoteRole,
  name: string | null,
  { corp: slug, by, userid, of }: Signed & { readonly userid?: string; readonly of?: string },
): Promise<Answer> {
  const party = name === null ? null : { name, userid: userid?.toLowerCase() ?? null };
  const { corp, state } = await written(deps, slug, async (tx, writing) => {
    const personId = of === undefined ? null : await personOf(tx, writing.corp, of);
    return setNoteParty(tx, writing, { role, personId, party, by });
  });
  return {
    exit: 0,
    json: { corp, role, party, of: of ?? null, state },
    text: printable(
      `${state === 'changed' ? '✓' : '='} ${role}${of === undefined ? '' : ` of ${of}`}: ${name ?? 'nobody'}\n`,
    ),
  };
}

/** Everybody who is named. */
export async function listParties(deps: Deps, { corp: slug }: { readonly corp?: string }): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, slug);
  const parties = await deps.db.withCorp(corp, (tx) => noteParties(tx, corp));
  return {
    exit: 0,
    json: { corp, parties },
    text:
      parties.length === 0
        ? 'nobody is named; HR is told so with every proposal\n'
        : parties
            .map(({ role, name, userid, personId }) =>
              printable(`${role} ${name}${userid ? ` (${userid})` : ''}${personId ? ` of ${personId}` : ''}\n`),
            )
            .join(''),
  };
}
