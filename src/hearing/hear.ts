import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { SPEAKS_FOR } from '../events/conversation.ts';
import type { Message } from '../events/message.ts';
import type { Corp } from '../ids.ts';
import { groupsWithoutConsent } from '../messages/consents.ts';
import type { Heard, Hears } from '../messages/keep-batch.ts';
import { type Known, readMessage } from '../obligations/read-message.ts';
import { armTimers } from '../timers/arm.ts';
import { hearContent } from '../words/hear-content.ts';
import { departmentsIn, namesOf, rolesIn, type Stay } from './cast.ts';
import { type Listening, listeningGroups } from './listening.ts';
import { staysIn } from './stays.ts';

/** A group whose policy listens, with what was said in it just now. */
interface HeardGroup extends Listening {
  readonly messages: readonly Message[];
}

/**
 * Hears what is new: keeps what each message means by the lists of its group's policy, has what it holds looked for, and has every
 * group of which something is new looked at. In as many statements for a batch as for one message.
 */
export const hearing =
  (keys: CorpKeys): Hears =>
  async (tx, corp, heard, at) => {
    const places = await placesOf(tx, corp, heard);
    const listening = await listeningGroups(tx, corp, places, at);
    if (listening.length === 0) return;
    const groups = listening.map((one): HeardGroup => {
      const { chatId } = one.facts.group;
      return { ...one, messages: heard.messages.filter((message) => message.chatId === chatId) };
    });
    await keepReadings(tx, corp, groups);
    const subjects = groups.map(({ facts }) => facts.group.chatId);
    const refusing = new Set(await groupsWithoutConsent(tx, corp, subjects));
    // Where an outsider has not agreed nothing is looked for, also not for later.
    const agreed = groups.filter(({ facts }) => !refusing.has(facts.group.chatId));
    await hearContent(tx, corp, keys, agreed, at);
    await armTimers(tx, corp, { kind: 'look-messages', subjects, at });
  };

/** Every group of which something is new; a recall says no group, its message does. */
async function placesOf(tx: Tx, corp: Corp, { messages, recalled, agreedIn }: Heard): Promise<string[]> {
  const rows =
    recalled.length === 0
      ? []
      : await tx.message.findMany({ where: { corp, id: { in: [...recalled] } }, select: { chatId: true } });
  return [...new Set([...messages, ...rows].map(({ chatId }) => chatId).concat(agreedIn))];
}

async function keepReadings(tx: Tx, corp: Corp, groups: readonly HeardGroup[]): Promise<void> {
  const speaking = groups.filter(({ messages }) => messages.length > 0);
  if (speaking.length === 0) return;
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
}

function readingsOf({ policy, facts, messages }: HeardGroup, stays: readonly Stay[]) {
  const roles = rolesIn(policy, facts, stays);
  const spoken = [...new Set(roles.flatMap(({ role, over }) => (role === SPEAKS_FOR && over !== null ? [over] : [])))];
  const known: Known = {
    people: spoken.map((id) => ({ id, names: namesOf(id, policy, facts) })),
    departments: departmentsIn(facts, stays).flatMap(({ names }) => names),
    timeZone: policy.manners.timeZone,
  };
  return messages.map((message) => ({ id: message.id, reading: readMessage(message, policy.lexicon, known) }));
}
