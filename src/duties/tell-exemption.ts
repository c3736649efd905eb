import { caseNames } from '../cases/case-names.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import { type Corp, newId, PersonId } from '../ids.ts';
import { noticeContent, type Plain, type Words } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import type { Policy } from '../policy/policy.ts';
import { decidersOf } from '../sanctions/recusal.ts';
import { benchOf, kindNow } from './bench.ts';

interface Telling {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  readonly directory: Directory;
  readonly policy: Policy;
}

interface Exemption {
  readonly id: string;
  readonly instance: string;
  readonly chatId: string | null;
  readonly personId: string;
  readonly untilDay: string;
}

/** So many people are asked at once; the page has it for all of them. */
const MOST_ASKED = 5;

/** Asks those who may decide about him by a card that is agreed to, or refused for a reason chosen on it; of a leader, after the first, the last instance. */
export async function askDeciders(
  tx: Tx,
  telling: Telling,
  row: Exemption,
  { reason, first }: { readonly reason: string; readonly first: string | null },
): Promise<void> {
  const { corp, keys, at, directory, policy } = telling;
  const ground = { policy, kind: await kindNow(tx, corp, row.chatId) };
  const bench = await benchOf(tx, corp, ground, directory, at);
  const asked = first === null ? bench : { ...bench, office: bench.lastInstance, deputies: [] };
  const matter = { subject: PersonId.parse(row.personId), what: 'exemption', earlier: [] } as const;
  const found = [asked, { ...bench, office: [] }].map((one) => decidersOf(matter, one, directory, at.getTime()).who);
  const who = (found.find((people) => people.some((id) => id !== first)) ?? []).filter((id) => id !== first);
  const person = directory.persons.get(PersonId.parse(row.personId)) ?? null;
  const about = { id: row.id, subject: `person:${row.personId}`, detail: {} };
  const { subject } = caseNames(keys, about, { directory, person, shown: 'alias', lang: 'zh' });
  const rule = ruleOf(policy, row);
  const card: Plain = {
    title: { zh: '有人申请豁免', en: 'Somebody asks to be spared' },
    text: {
      zh: `${rule.zh}：${reason}。同意请点「同意豁免」；不同意请先选理由，再点「不同意」。`,
      en: `${rule.en}: ${reason}. Press to agree; if you do not, choose a reason first, then press “Not agreed”.`,
    },
    quote: null,
    rows: [
      { name: { zh: '关于', en: 'About' }, value: subject },
      { name: { zh: '到', en: 'Until' }, value: row.untilDay },
    ],
    buttons: ['exempt-agree', 'exempt-refuse'],
    about: row.id,
  };
  for (const id of who.slice(0, MOST_ASKED))
    await writeTo(tx, telling, directory.persons.get(id)?.userid ?? null, card);
}

/** Tells him how it came out: agreed until its day, or not, and why. */
export async function tellAsker(
  tx: Tx,
  telling: Telling,
  row: Exemption,
  came: { readonly agreed: true } | { readonly because: string },
): Promise<void> {
  const rule = ruleOf(telling.policy, row);
  const text: Words =
    'agreed' in came
      ? {
          zh: `您申请的豁免（${rule.zh}）已同意，到 ${row.untilDay} 为止。`,
          en: `Agreed: ${rule.en} does not apply to you until ${row.untilDay}.`,
        }
      : {
          zh: `您申请的豁免（${rule.zh}）这次没有同意：${came.because}。可以补充情况再申请。`,
          en: `Not agreed this time (${rule.en}): ${came.because}. You may ask again with more.`,
        };
  const card: Plain = {
    title: { zh: '豁免申请有结果了', en: 'About your exemption' },
    text,
    quote: null,
    rows: [],
    buttons: ['seen'],
  };
  const userid = telling.directory.persons.get(PersonId.parse(row.personId))?.userid ?? null;
  await writeTo(tx, telling, userid, card);
}

/** Says to who refused without a reason how he gives one. */
export async function askWhyNot(tx: Tx, telling: Pick<Telling, 'corp' | 'keys' | 'at'>, to: string): Promise<void> {
  await writeTo(tx, telling, to, {
    title: { zh: '请先选一个理由', en: 'A reason, please' },
    text: {
      zh: '不同意豁免要有理由，本人会看到。请在原来的卡片上选好理由，再点「不同意」；也可以在页面上自己写。',
      en: 'Refusing needs a reason, which the person will read. Choose one on the card, then press “Not agreed”; or write it on the page.',
    },
    quote: null,
    rows: [],
    buttons: ['seen'],
  });
}

const ruleOf = ({ uses }: Policy, { instance }: Exemption): Words =>
  uses.find((use) => use.instance === instance)?.rule.title ?? { zh: instance, en: instance };

async function writeTo(
  tx: Tx,
  { corp, keys, at }: Pick<Telling, 'corp' | 'keys' | 'at'>,
  to: string | null,
  plain: Plain,
): Promise<void> {
  if (to === null) return;
  const content = noticeContent('private', 'zh', [], { plain });
  await enqueueNotice(tx, corp, keys, { id: newId(), to, content, notBefore: at, at });
}
