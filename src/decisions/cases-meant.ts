import type { Tx } from '../db/client.ts';
import { actsAs } from '../duties/acts-as.ts';
import { groundsOf } from '../duties/grounds.ts';
import type { Person } from '../events/person.ts';
import type { Spoken } from '../events/spoken.ts';
import type { Words } from '../notices/content.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { askedOf, mayDecideNow } from './bench.ts';
import type { Deciding } from './deciding.ts';
import { seeMatter } from './hold-matter.ts';
import { hrQueue } from './hr-queue.ts';
import { mattersBefore } from './lies-before.ts';
import { happenedUnnamed, words } from './lines.ts';
import { ownCases } from './own-cases.ts';
import type { QueueState } from './queue-state.ts';

/** Which cases somebody can mean; one of them, or he is asked. */
export interface Meant {
  readonly ids: readonly string[];
  readonly numbers: readonly string[];
}

/** The case of a number; without one, of his own cases those that wait for just such words. */
export async function casesMeant(tx: Tx, { corp }: Deciding, person: Person, { verb, number }: Spoken): Promise<Meant> {
  if (number !== null) {
    const found = await tx.case.findFirst({ where: { corp, number }, select: { id: true } });
    return found ? { ids: [found.id], numbers: [String(number)] } : { ids: [], numbers: [] };
  }
  const wanted = WAITS[verb];
  if (!wanted) return { ids: [], numbers: [] };
  const own = (await ownCases(tx, corp, person.id)).filter(({ state }) => wanted.includes(state));
  return { ids: own.map(({ id }) => id), numbers: own.map((one) => String(one.number)) };
}

const WAITS: Readonly<Partial<Record<Spoken['verb'], readonly QueueState[]>>> = {
  state: ['statement'],
  exempt: ['statement', 'under-way', 'to-do'],
  appeal: ['decided'],
};

const EVERYBODYS = { assignee: null, instance: null, chatId: null, after: null } as const;

/** As many as fit into a message. */
const MOST = 5;
/** The oldest may all be for others to decide. */
const MOST_LOOKED_AT = 25;

/** What waits for somebody who decides, the oldest first; last what only a card of his own says is before him. */
export async function todoOf(tx: Tx, deciding: Deciding, by: string): Promise<Words[]> {
  const found: { number: string; zh: string; en: string }[] = [];
  for (const id of await waitingIds(tx, deciding, by)) {
    const held = found.length < MOST ? await seeMatter(tx, deciding, id) : null;
    if (!held || (await mayDecideNow(tx, deciding, held, by, await askedOf(tx, deciding, held))) !== 'yes') continue;
    const [zh, en] = [happenedUnnamed(deciding.keys, held, 'zh'), happenedUnnamed(deciding.keys, held, 'en')];
    found.push({ number: String(held.matter.number), zh, en });
  }
  if (found.length === 0) return [words(() => ({ key: 'heardListNothing', places: {} }))];
  const count = String(found.length);
  return [
    words(() => ({ key: 'heardList', places: { count, lines: found.map((one) => `C-${one.number}`).join('、') } })),
    ...found.map((one) => ({ zh: `C-${one.number} ${one.zh}`, en: `C-${one.number} ${one.en}` })),
  ];
}

/** Cases of the kinds of groups that he looks after, and those that lie before him whatever he looks after. */
async function waitingIds(tx: Tx, deciding: Deciding, by: string): Promise<ReadonlySet<string>> {
  const { corp, at } = deciding;
  const directory = await directoryOf(tx, corp, at.getTime());
  const person = directory.byAccount.get(by.toLowerCase());
  if (!person) return new Set();
  const names = await actsAs(tx, corp, person, directory, at);
  const kinds = groundsOf(await policiesInForce(tx, corp, at), names, directory);
  const of = kinds && { kinds };
  const ids = new Set<string>();
  for (const state of ['appealed', 'ready', 'to-do'] as const)
    for (const { id } of (await hrQueue(tx, corp, { state, ...EVERYBODYS, limit: MOST_LOOKED_AT, ...of })).lines)
      ids.add(id);
  for (const { matter } of await mattersBefore(tx, deciding, by)) ids.add(matter.id);
  return ids;
}
