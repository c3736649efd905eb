import type { Tx } from '../db/client.ts';
import type { Directory, Person } from '../events/person.ts';
import { type Corp, newId } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import {
  type About,
  type Came,
  type Complaining,
  complaintNumber,
  MOST_CHARACTERS,
  nothing,
  SEALED,
  type ToComplain,
} from './complaining.ts';
import { handOver } from './hand-over.ts';
import { tellArrived } from './tell-people.ts';
import { whoLooks } from './who-looks.ts';

/** So many reports a person may make within a day: enough for anybody who means it. */
const MOST_A_DAY = 5;
const DAY_MS = 86_400_000;
/** A message is looked for so near to the time that was named. */
const NEAR_MS = 30 * 60_000;

export type ComplainOutcome = 'done' | 'rests' | 'repeat' | 'too-many' | 'empty' | 'no-such-group' | 'stranger';

/**
 * Somebody reports a message, a group, or whatever his words name. A person hears of it, and he that it arrived. `repeat`: he wrote the
 * same within a day; `rests`: it arrived, and nobody may look at it yet; `too-many`: five are enough for one. The entries belong into the trail, which does not say who reported.
 */
export async function complain(tx: Tx, complaining: Complaining, wanted: ToComplain): Promise<Came<ComplainOutcome>> {
  const { corp, at } = complaining;
  const text = wanted.text.trim().slice(0, MOST_CHARACTERS);
  if (text === '') return nothing('empty');
  const directory = await directoryOf(tx, corp.slug, at.getTime());
  const person = directory.byAccount.get(wanted.by.toLowerCase());
  if (person?.status !== 'active') return nothing('stranger');
  if ((await mayName(tx, corp.slug, wanted.about, wanted.by)) === 'no') return nothing('no-such-group');
  const before = await ofLastDay(tx, complaining, person);
  if (before.some((one) => one.text === text && one.chatId === wanted.about.chatId)) return nothing('repeat');
  if (before.length >= MOST_A_DAY) return nothing('too-many');
  return write(tx, complaining, { ...wanted, text }, person, directory);
}

/** Only what he can see himself: a group in which he is, and somebody who is or was in it. */
async function mayName(tx: Tx, corp: Corp, { chatId, memberId }: About, by: string): Promise<'yes' | 'no'> {
  if (chatId === null) return memberId === null ? 'yes' : 'no';
  const inside = await tx.membership.count({ where: { corp, chatId, memberId: by.toLowerCase(), until: null } });
  if (inside === 0) return 'no';
  if (memberId === null) return 'yes';
  return (await tx.membership.count({ where: { corp, chatId, memberId } })) > 0 ? 'yes' : 'no';
}

/** What he reported within a day, while nobody else of his doors is at it. */
async function ofLastDay(tx: Tx, { corp, keys, at }: Complaining, { id: byId }: Person) {
  await tx.$queryRaw`select 1 from qungui.person where corp = ${corp.slug} and id = ${byId}::uuid for update`;
  const rows = await tx.complaint.findMany({
    where: { corp: corp.slug, byId, at: { gt: new Date(at.getTime() - DAY_MS) } },
    select: { id: true, chatId: true, text: true },
  });
  return rows.map(({ id, chatId, text }) => ({ chatId, text: keys.open(SEALED.text(id), text) }));
}

async function write(
  tx: Tx,
  complaining: Complaining,
  { about, reason, text, via, by }: ToComplain,
  person: Person,
  directory: Directory,
): Promise<Came<'done' | 'rests'>> {
  const { corp, keys, at } = complaining;
  const { chatId, memberId, saidAt } = about;
  const id = newId();
  const looks = await whoLooks(tx, corp.slug, directory, { chatId, memberId, text, byId: person.id }, at);
  const kind = chatId === null ? 'something' : memberId === null ? 'group' : 'message';
  const { number } = await tx.complaint.create({
    data: {
      ...{ corp: corp.slug, id, about: kind, chatId, memberId, saidAt, reason, byId: person.id, via, at },
      messageId: await nearestMessage(tx, corp.slug, about),
      text: keys.seal(SEALED.text(id), text),
      goesTo: looks.from,
    },
    select: { number: true },
  });
  await handOver(tx, complaining, directory, { id, number, about: kind, reason, text }, looks);
  await tellArrived(tx, complaining, { to: by, number: complaintNumber(number), from: looks.from });
  return {
    outcome: looks.from === 'nobody' ? 'rests' : 'done',
    entries: [{ v: 1, kind: 'complaint-made', complaintId: id, chatId, about: kind, reason, via, goesTo: looks.from }],
  };
}

/** Which of his messages is meant, where the archive knows one near the time; nothing of what it says. */
async function nearestMessage(tx: Tx, corp: Corp, { chatId, memberId, saidAt }: About): Promise<string | null> {
  if (chatId === null || memberId === null || saidAt === null) return null;
  const [nearest] = await tx.$queryRaw<{ id: string }[]>`
    select id from qungui.message
    where corp = ${corp} and chat_id = ${chatId} and from_id = ${memberId}
      and sent_at between ${new Date(saidAt.getTime() - NEAR_MS)} and ${new Date(saidAt.getTime() + NEAR_MS)}
    order by abs(extract(epoch from sent_at - ${saidAt})), id limit 1`;
  return nearest?.id ?? null;
}
