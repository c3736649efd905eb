import type { Reach } from '../events/group.ts';
import { ofCustomerGroup, ofManagedGroup, ofRoom, type Snapshot } from '../groups/snapshot.ts';
import { isOwnId } from '../register/own-id.ts';
import type { CorpApis } from '../wecom/wecom.ts';

/** A group as WeCom shows it now; `gone`: dissolved; `unreadable`: not ours to read; `no-api`: this reach, or an id of our own, has no API. */
export type Fetched = Snapshot | 'gone' | 'unreadable' | 'no-api';

/** Reads the whole group by the API of its reach. A group known from an event alone is asked for as a customer group. */
export async function fetchGroup(apis: CorpApis, chatId: string, reach: Reach): Promise<Fetched> {
  if (isOwnId(chatId)) return 'no-api';
  if (reach === 'customer' || reach === 'unknown') return fetchCustomerGroup(apis, chatId);
  if (reach === 'internal') return fetchRoom(apis, chatId);
  if (reach !== 'managed') return 'no-api';
  const group = await apis.appchat.get(chatId);
  return group ? ofManagedGroup(group) : 'unreadable';
}

/** An internal group is shown to the archive alone, while somebody in it has a seat. */
async function fetchRoom({ archive }: CorpApis, chatId: string): Promise<Fetched> {
  if (!archive.records) return 'no-api';
  const room = await archive.room(chatId);
  return room === 'not-shown' ? 'no-api' : ofRoom(room);
}

async function fetchCustomerGroup(apis: CorpApis, chatId: string): Promise<Fetched> {
  const group = await apis.groupchat.get(chatId);
  if (group === 'gone') return 'gone';
  return group === 'not-ours' ? 'unreadable' : ofCustomerGroup(group);
}
