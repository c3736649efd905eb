import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { writePrivately } from '../legal/private-card.ts';
import type { Words } from '../notices/content.ts';
import { plainText } from '../rules/plain-text.ts';
import { directoryOf } from './directory-now.ts';
import { headReaders, namedNow } from './head-readers.ts';
import { policiesInForce } from './policies.ts';

/** What an operator does at his command line that reaches deep, and that no second person of the product agreed to. */
const ACTS = {
  keys: { zh: '更换了密钥', en: 'changed keys' },
  copy: { zh: '取走了一个人的全部记录（本人副本）', en: 'took a copy of all that is held about one person' },
  erasure: { zh: '删除了一个人的记录', en: 'erased what is held about one person' },
  removal: {
    zh: '发布了会自动移出群成员的制度（头一天只询问）',
    en: 'published a policy that removes members of groups by itself (it only asks for a day)',
  },
} as const satisfies Record<string, Words>;

/** Tells those who keep the head of the trail: whoever holds the machine cannot do it unseen by people who do not. Answers to how many. */
export async function tellOfCommand(
  tx: Tx,
  { corp, keys, at }: { readonly corp: Corp; readonly keys: CorpKeys; readonly at: Date },
  { act, by }: { readonly act: keyof typeof ACTS; readonly by: string },
): Promise<number> {
  const directory = await directoryOf(tx, corp, at.getTime());
  const policies = await policiesInForce(tx, corp, at);
  const readers = headReaders(policies, directory, await namedNow(tx, corp, directory, at));
  await writePrivately(tx, { corp, keys, at }, readers, cardOf(act, nameIn(directory.byAccount.get(by)?.name, by)));
  return readers.length;
}

const nameIn = (name: string | undefined, userid: string): string => plainText(name || userid, 20);

const cardOf = (act: keyof typeof ACTS, name: string) => ({
  title: { zh: '命令行上的一项重要操作', en: 'Something grave was done at the command line' },
  text: {
    zh: `以 ${name} 的名义，运维在命令行上${ACTS[act].zh}。审计记录里已写明。您没听说过的话，请问一下本人。`,
    en: `In the name of ${name} the operator ${ACTS[act].en}. The trail has it. If you never heard of it, please ask the person named.`,
  },
  quote: null,
  rows: [],
});
