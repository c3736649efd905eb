import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { SPEAKS_FOR } from '../events/conversation.ts';
import type { Message } from '../events/message.ts';
import type { Reading } from '../events/reading.ts';
import type { Corp } from '../ids.ts';
import { groupsWithoutConsent } from '../messages/consents.ts';
import type { Heard, Hears } from '../messages/keep-batch.ts';
import { type Known, readMessage } from '../obligations/read-message.ts';
import { readRedPacketOrder } from '../sanctions/red-packet-words.ts';
import { hearContent } from '../words/hear-content.ts';
import { recountFlows } from '../words/recount.ts';
import { askForNames } from './ask-for-names.ts';
import { departmentsIn, namesOf, rolesIn, type Stay } from './cast.ts';
import { type Listening, listeningGroups } from './listening.ts';
import { keepOtherReadings, otherReadings } from './other-readings.ts';
import { LOOKBACK_MS } from './overheard.ts';
import { lookAtNews, type News } from './said-anew.ts';
import { staysIn } from './stays.ts';

/** A group whose policy listens, with what was said in it just now. */
interface HeardGroup extends Listening {
  readonly messages: readonly Message[];
}

interface Said {
  readonly chatId: string;
  readonly sentAt: Date;
}

/**
 * Hears what is new: keeps what each message means by the lists of its group's policy, has what it holds looked for, and has every
 * group of which something is new looked at. In as many statements for a batch as for one message.
 */
export const hearing =
  (keys: CorpKeys): Hears =>
  async (tx, corp, heard, at) => {
    const said = await newIn(tx, corp, heard);
    const places = [...new Set([...said.map(({ chatId }) => chatId), ...heard.agreedIn])];
    const listening = await listeningGroups(tx, corp, places, at);
    if (listening.length === 0) return;
    const groups = listening.map((one): HeardGroup => {
      const { chatId } = one.facts.group;
      return { ...one, messages: heard.messages.filter((message) => message.chatId === chatId) };
    });
    const readings = await keepReadings(tx, corp, groups);
    await askForNames(
      tx,
      corp,
      groups.flatMap(({ messages }) => messages),
      at,
    );
    const subjects = groups.map(({ facts }) => facts.group.chatId);
    const refusing = new Set(await groupsWithoutConsent(tx, corp, subjects));
    // Where an outsider has not agreed nothing is looked for, also not for later.
    const agreed = groups.filter(({ facts }) => !refusing.has(facts.group.chatId));
    await hearContent(tx, corp, keys, agreed, at);
    await recountFlows(tx, corp, keys, agreed, heard, at);
    const from = newFrom([...said, ...(await calledOffBefore(tx, corp, groups, readings))], heard.agreedIn);
    await lookAtNews(tx, corp, subjects.map(from), at);
  };

/** The place and the time of everything of which something is new; a recall says neither, its message does. */
async function newIn(tx: Tx, corp: Corp, { messages, recalled }: Heard): Promise<readonly Said[]> {
  const rows =
    recalled.length === 0
      ? []
      : await tx.message.findMany({
          where: { corp, id: { in: [...recalled] } },
          select: { chatId: true, sentAt: true },
        });
  return [...messages.map(({ chatId, sentAtMs }) => ({ chatId, sentAt: new Date(sentAtMs) })), ...rows];
}

/** From when on each group is judged; where somebody agreed or refused to be archived, all that was said lately. */
const newFrom =
  (said: readonly Said[], agreedIn: readonly string[]) =>
  (chatId: string): News => {
    const own = said.flatMap((one) => (one.chatId === chatId ? [one.sentAt.getTime()] : []));
    return { chatId, from: agreedIn.includes(chatId) ? null : new Date(Math.min(...own)) };
  };

/** What was said before and is called off by being quoted, however long ago that was. */
async function calledOffBefore(
  tx: Tx,
  corp: Corp,
  groups: readonly HeardGroup[],
  readings: ReadonlyMap<string, Reading>,
): Promise<readonly Said[]> {
  const offs = groups.flatMap(({ messages }) =>
    messages.filter(({ id, quote }) => quote !== null && readings.get(id)?.marks.includes('calls-off')),
  );
  const quoted = offs.map(({ chatId, quote, sentAtMs }) => ({
    chatId,
    hash: quote?.hash ?? '',
    sentAt: { lt: new Date(sentAtMs), gte: new Date(sentAtMs - LOOKBACK_MS) },
  }));
  if (quoted.length === 0) return [];
  return tx.message.findMany({ where: { corp, OR: quoted }, select: { chatId: true, sentAt: true } });
}

async function keepReadings(tx: Tx, corp: Corp, groups: readonly HeardGroup[]): Promise<ReadonlyMap<string, Reading>> {
  const speaking = groups.filter(({ messages }) => messages.length > 0);
  if (speaking.length === 0) return new Map();
  const ids = speaking.map(({ facts }) => facts.group.chatId);
  const [first = 0] = speaking
    .flatMap(({ messages }) => messages.map(({ sentAtMs }) => sentAtMs))
    .sort((a, b) => a - b);
  const stays = await staysIn(tx, corp, ids, new Date(first));
  const read = speaking.flatMap((group) => readingsOf(group, stays.get(group.facts.group.chatId) ?? []));
  await tx.$executeRaw`
    update qungui.message m set reading = r.reading::jsonb
    from unnest(${read.map(({ id }) => id)}::text[], ${read.map(({ reading }) => JSON.stringify(reading))}::text[]) as r (id, reading)
    where m.corp = ${corp} and m.id = r.id`;
  await keepOtherReadings(tx, corp, read);
  return new Map(read.map(({ id, reading }) => [id, reading]));
}

function readingsOf({ policy, facts, messages }: HeardGroup, stays: readonly Stay[]) {
  const roles = rolesIn(policy, facts, stays);
  const spoken = [...new Set(roles.flatMap(({ role, over }) => (role === SPEAKS_FOR && over !== null ? [over] : [])))];
  const known: Known = {
    people: spoken.map((id) => ({ id, names: namesOf(id, policy, facts) })),
    departments: departmentsIn(facts, stays).flatMap(({ names }) => names),
    timeZone: policy.manners.timeZone,
  };
  const read = (message: Message): Reading => withPacketMark(message, readMessage(message, policy.lexicon, known));
  return messages.map((message) => {
    const reading = read(message);
    return { id: message.id, reading, otherwise: otherReadings(message, reading, read) };
  });
}

/** That words told somebody to send a red packet is kept as a mark; the words are not. */
const withPacketMark = ({ text }: Message, reading: Reading): Reading =>
  text !== null && readRedPacketOrder(text) === 'order'
    ? { ...reading, marks: [...reading.marks, 'red-packet-order'] }
    : reading;
