import type { Tx } from '../db/client.ts';
import { type Corp, PersonId } from '../ids.ts';
import type { Answered, Question, Remembered } from './standing.ts';

const DAY_MS = 86_400_000;
const ABOUT_PEOPLE = ['managed/extra', 'managed/by-hand', 'managed/left'];
const ANSWERS: readonly Answered[] = ['remove', 'keep', 'rejoin', 'stay-out'];

/** Everything that the rows hold about the people of a group: stays, places, our changes, questions and answers. */
export async function remember(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<Remembered> {
  const stays = await tx.membership.findMany({
    where: { corp, chatId, memberKind: 'employee' },
    select: { memberId: true, personId: true, since: true, until: true },
  });
  const places = await tx.managedPlace.findMany({ where: { corp, chatId } });
  const made = await tx.managedChange.findMany({
    where: { corp, chatId, state: 'done', what: { in: ['add', 'remove'] } },
    select: { what: true, target: true, endedAt: true },
  });
  const refused = await tx.managedChange.findMany({
    where: { corp, chatId, state: 'refused', endedAt: { gt: new Date(at.getTime() - DAY_MS) } },
    select: { what: true, target: true },
  });
  return {
    stays: stays.map(({ memberId, personId, since, until }) => ({
      userid: memberId.toLowerCase(),
      personId: personId === null ? null : PersonId.parse(personId),
      sinceMs: since.getTime(),
      untilMs: until?.getTime() ?? null,
    })),
    places: places.map(({ userid, personId, since, until }) => ({
      userid,
      personId,
      sinceMs: since.getTime(),
      untilMs: until?.getTime() ?? null,
    })),
    made: made.map(({ what, target, endedAt }) => ({
      what: what === 'add' ? 'add' : 'remove',
      userid: target,
      atMs: endedAt?.getTime() ?? 0,
    })),
    questions: await questionsIn(tx, corp, chatId),
    refused: new Set(refused.map(({ what, target }) => `${what}:${target}`)),
  };
}

async function questionsIn(tx: Tx, corp: Corp, chatId: string): Promise<Question[]> {
  const rows = await tx.$queryRaw<{ subject: string; openedAt: Date; closedAt: Date | null; answer: string | null }[]>`
    select c.subject, c.opened_at as "openedAt", c.closed_at as "closedAt",
      (select d.action from qungui.decision d where d.corp = c.corp and d.case_id = c.id order by d.at desc limit 1) as answer
    from qungui."case" c
    where c.corp = ${corp} and c.chat_id = ${chatId} and c.rule = any(${ABOUT_PEOPLE}::text[])
    order by c.opened_at, c.number`;
  return rows.map(({ subject, openedAt, closedAt, answer }) => ({
    userid: subject.replace(/^member:/, ''),
    askedMs: openedAt.getTime(),
    state: closedAt ? 'closed' : 'open',
    answer: ANSWERS.find((known) => known === answer) ?? null,
  }));
}
