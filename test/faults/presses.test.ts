import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Field, xml } from '../../simulator/callbacks/xml.ts';
import type { InboxItem } from '../../simulator/verbs/phone.ts';
import type { Small } from '../../simulator/worlds/small.ts';
import { buttonExpiryMs, buttonKey } from '../../src/cases/button.ts';
import { Corp } from '../../src/ids.ts';
import { reviewCallbacks } from '../../src/review/review-callback.ts';
import { call } from './calls.ts';
import { at, openTown, type Station, type Town } from './town.ts';

const shifan = Corp.parse('shifan');
const shili = Corp.parse('shili');
let town: Town;
let world: Small;
let other: Station;
let card: InboxItem;
let foreign: InboxItem;

beforeAll(async () => {
  town = await openTown({ corps: [shifan, shili] });
  other = await town.openStation();
  world = await town.settle(shifan);
  const abroad = await town.settle(shili);
  await town.until(at('09:35'));
  for (const [corp, { group }] of [
    [shifan, world],
    [shili, abroad],
  ] as const) {
    const tenant = town.tenantOf(corp);
    for (const name of ['客甲', '客乙'])
      await tenant.join(group, tenant.addExternal({ name }), { inviter: 'qian.xiaoshou' });
  }
  await town.until(at('10:00'));
  card = questionOn(shifan);
  foreign = questionOn(shili);
});
afterAll(() => town.close());

function questionOn(corp: Corp): InboxItem {
  const found = town
    .tenantOf(corp)
    .inbox('sun.jingli')
    .find((item) => item.buttons.length > 0);
  if (!found) throw new Error('the admin was asked nothing');
  return found;
}

let pressed = 0;
interface Press {
  readonly by: string;
  readonly key: string;
  readonly taskId?: string | null;
  /** Whose address it is posted to, with that corp's own seal. */
  readonly to?: Corp;
}

/** A press as WeCom would sign it, though no phone would make it. */
async function post({ by, key, taskId = card.taskId, to = shifan }: Press): Promise<number> {
  pressed += 1;
  const now = await town.clock.now();
  const fields: Field[] = [
    ['ToUserName', 'wwto'],
    ['FromUserName', by],
    ['CreateTime', Math.floor(now.getTime() / 1000)],
    ['MsgType', 'event'],
    ['Event', 'template_card_event'],
    ['EventKey', key],
    ['TaskId', taskId ?? ''],
    ['CardType', 'button_interaction'],
    ['ResponseCode', `code${pressed}`],
    ['AgentID', 1_000_002],
  ];
  return call(town, xml(fields), { from: to });
}

const decisions = (corp: Corp = shifan) => town.inCorp(corp, (tx) => tx.decision.findMany({ where: { corp } }));
const keyAt = (item: InboxItem, button: number): string => item.buttons[button]?.key ?? '';
const work = () => town.turn();

describe('a press that must not count', () => {
  beforeEach(async () => expect(await decisions()).toEqual([]));

  const ABUSES: Readonly<Record<string, () => Promise<Press> | Press>> = {
    'of a colleague the card was not sent to': () => ({ by: 'li.renshi', key: keyAt(card, 0) }),
    'of the very person it is about': () => ({ by: 'qian.xiaoshou', key: keyAt(card, 0) }),
    'of nobody we know': () => ({ by: 'nobody', key: keyAt(card, 0) }),
    'of an external person': () => ({ by: 'wmExternal', key: keyAt(card, 0) }),
    'with a key that was changed by a letter': () => ({ by: 'sun.jingli', key: `${keyAt(card, 0).slice(0, -1)}_` }),
    'with another action under the same seal': () => ({
      by: 'sun.jingli',
      key: keyAt(card, 0).replace('.agreed.', '.waive.'),
    }),
    'with a later end under the same seal': () => ({
      by: 'sun.jingli',
      key: keyAt(card, 0).replace(/\.([0-9a-z]+)\.([\w-]+)$/, '.zzzzzzzz.$2'),
    }),
    'with an empty key': () => ({ by: 'sun.jingli', key: '' }),
    'with the key of another company’s card': () => ({ by: 'sun.jingli', key: keyAt(foreign, 0) }),
    'with the other company’s key and card': () => ({
      by: 'sun.jingli',
      key: keyAt(foreign, 0),
      taskId: foreign.taskId,
    }),
    'of our card, at the other company’s address': () => ({ by: 'sun.jingli', key: keyAt(card, 0), to: shili }),
    'on a card that is not ours': () => ({ by: 'sun.jingli', key: keyAt(card, 0), taskId: 'qungui-of-somebody-else' }),
    'on no card': () => ({ by: 'sun.jingli', key: keyAt(card, 0), taskId: '' }),
    'of a case that is not on this card': async () => {
      const [row] = await town.cases(shili);
      const keys = await town.deps.keys.of(shifan);
      const expiresAtMs = buttonExpiryMs((await town.clock.now()).getTime());
      return { by: 'sun.jingli', key: buttonKey(keys, shifan, { id: row?.id ?? '', action: 'agreed', expiresAtMs }) };
    },
    'of HR’s button by the group’s admin': async () => {
      const [row] = await town.cases(shifan);
      const keys = await town.deps.keys.of(shifan);
      const expiresAtMs = buttonExpiryMs((await town.clock.now()).getTime());
      return { by: 'sun.jingli', key: buttonKey(keys, shifan, { id: row?.id ?? '', action: 'waive', expiresAtMs }) };
    },
    'after its end': async () => {
      const [row] = await town.cases(shifan);
      const keys = await town.deps.keys.of(shifan);
      const expiresAtMs = (await town.clock.now()).getTime() - 1;
      return { by: 'sun.jingli', key: buttonKey(keys, shifan, { id: row?.id ?? '', action: 'agreed', expiresAtMs }) };
    },
  };

  for (const [name, make] of Object.entries(ABUSES))
    test(name, async () => {
      expect(await post(await make())).toBe(200);
      await work();

      expect(await decisions()).toEqual([]);
      expect(await decisions(shili)).toEqual([]);
      const waiting = await town.inCorp(shifan, (tx) => tx.callback.count({ where: { state: { not: 'done' } } }));
      expect(waiting).toBe(0);
    });
});

describe('a press that counts', () => {
  test('counts once, though pressed four times on two processes at once, one of them the other way', async () => {
    const [agreed, not] = [keyAt(card, 0), keyAt(card, 1)];
    for (const key of [agreed, agreed, not, agreed]) await post({ by: 'Sun.JingLi', key });
    await Promise.all([reviewCallbacks(town.deps, shifan, 2), reviewCallbacks(other.deps, shifan, 2)]);
    await work();

    expect(await decisions()).toHaveLength(1);
  });

  test('does not count when its person has left and somebody else has the account', async () => {
    const tenant = town.tenantOf(shili);
    await tenant.dismissPerson('sun.jingli');
    await town.idle();
    await tenant.hire({ userid: 'sun.jingli', name: '孙新来', department: 5 });
    await town.until(at('10:05'));
    await post({ by: 'sun.jingli', key: keyAt(foreign, 0), taskId: foreign.taskId, to: shili });
    await work();

    expect(await decisions(shili)).toEqual([]);
  });

  test('the trail says who was refused, by pseudonym, and verifies', async () => {
    const rows = await town.inCorp(shifan, (tx) => tx.auditRecord.count({ where: { kind: 'press-refused' } }));
    expect(rows).toBeGreaterThan(10);
    for (const corp of town.corps) expect(await town.chain(corp)).toMatchObject({ state: 'whole' });
  });
});
