import type { Tx } from '../db/client.ts';
import type { Person } from '../events/person.ts';
import type { Spoken } from '../events/spoken.ts';
import type { Words } from '../notices/content.ts';
import { askedOf, mayDecideNow } from './bench.ts';
import type { Deciding } from './deciding.ts';
import { seeMatter } from './hold-matter.ts';
import { hrQueue } from './hr-queue.ts';
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

/** What waits for somebody who decides, the oldest first. */
export async function todoOf(tx: Tx, deciding: Deciding, by: string): Promise<Words[]> {
  const found: { number: string; zh: string; en: string }[] = [];
  for (const state of ['appealed', 'ready', 'to-do'] as const)
    for (const { id } of (await hrQueue(tx, deciding.corp, { state, ...EVERYBODYS, limit: MOST_LOOKED_AT })).lines) {
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
