import { ACCESS } from './errcodes/access.ts';
import { type ErrcodeEntry, entryOf, w } from './errcodes/entry.ts';
import { GROUPS } from './errcodes/groups.ts';
import { MESSAGES } from './errcodes/messages.ts';
import { PEOPLE } from './errcodes/people.ts';

/** Every errcode this product has words for. */
export const ERRCODES: ReadonlyMap<number, ErrcodeEntry> = new Map(
  [...ACCESS, ...PEOPLE, ...GROUPS, ...MESSAGES].map((row) => [row[0], entryOf(row)]),
);

/** What an errcode means and what to do, in both languages. An unknown one is tried once more, then a person looks. */
export function explain(errcode: number): ErrcodeEntry {
  return ERRCODES.get(errcode) ?? unknown(errcode);
}

const unknown = (errcode: number): ErrcodeEntry =>
  entryOf([
    errcode,
    'once!',
    w(`未收录的错误码 ${errcode}`, `errcode ${errcode}, which is not in our table`),
    w('企业微信新增的错误码，或我们没有用过的接口。', 'New at WeCom, or of an API we never used.'),
    w(
      `到 https://open.work.weixin.qq.com/devtool/query?e=${errcode} 查询，并把错误码和接口名报给开发者。`,
      `Look it up at https://open.work.weixin.qq.com/devtool/query?e=${errcode} and report code and API to the developers.`,
    ),
  ]);
