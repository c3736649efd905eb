import { z } from 'zod';
import type { MessageThing } from '../../events/message-thing.ts';
import type { Found } from '../hears.ts';
import { defineRule } from '../rule.ts';
import { counted, isExempt, ofContent, ofSender, saidIn } from './from-hits.ts';

const RedPackets = z.strictObject({
  are: z.enum(['unwanted', 'limited']).describe('unwanted: none but for an occasion; limited: as the numbers say'),
  occasions: z
    .array(z.string().min(1))
    .default(['生日', '新年', '春节', '新婚', '中秋', '端午', '乔迁'])
    .describe('words of the wish for which one is always fine'),
  leastYuan: z.number().positive().optional(),
  mostYuan: z.number().positive().optional(),
  leastShares: z.int().min(1).optional().describe('for at least so many people'),
  kinds: z
    .array(z.enum(['plain', 'lucky', 'reward']))
    .optional()
    .describe('only these'),
  tell: z.enum(['member', 'admin', 'hr']).default('member'),
  ...ofContent,
});
type RedPackets = z.infer<typeof RedPackets>;
type Says = 'unwanted' | 'outside-limits';

/** Red packets, where a policy wants none or sets their size. A birthday is a birthday. */
export const redPackets = defineRule<RedPackets, Says>({
  id: 'content/red-packets',
  title: { zh: '红包', en: 'Red packets' },
  needs: ['messages'],
  asks: ['hits'],
  settings: RedPackets,
  says: {
    unwanted: {
      zh: '{who} {when} 发了红包，本群约定不发',
      en: '{who} sent a red packet at {when}; here none was agreed',
    },
    'outside-limits': {
      zh: '{who} {when} 的红包为 {yuan} 元 {count} 份，与约定不符',
      en: 'The red packet of {who}, {when}: {yuan} yuan, {count} shares, is not as agreed',
    },
  },
  fix: {
    unwanted: {
      zh: '祝贺请用文字；生日、节日等约定的场合不受影响',
      en: 'Please use words; birthdays and feasts that were agreed are fine',
    },
    'outside-limits': { zh: '下次请按约定的金额和份数发', en: 'Next time please keep to the agreed sum and shares' },
  },
  inWords({ are, occasions }) {
    const but = occasions.join('、');
    return are === 'unwanted'
      ? { zh: `不发红包（${but} 除外）`, en: `no red packets, but for ${but}` }
      : { zh: '红包的金额、份数和类型', en: 'sum, shares and kind of red packets' };
  },
  happenedIn: saidIn,
  hears({ message, facts }, settings) {
    if (isExempt(message, facts, settings)) return [];
    if (settings.are === 'unwanted' && settings.occasions.some((word) => message.text?.includes(word))) return [];
    const found = message.things.flatMap((thing) => (thing.is === 'red-packet' ? faultOf(thing, settings) : []));
    return found.slice(0, 1);
  },
  judge(facts, settings) {
    return counted(facts, settings, ({ messageId }) => messageId).map((hit) =>
      ofSender<Says>(hit, facts, { kind: 'breach', tell: settings.tell, window: hit.messageId }),
    );
  },
});

type Packet = Extract<MessageThing, { is: 'red-packet' }>;

function faultOf(packet: Packet, settings: RedPackets): Found<Says>[] {
  const about = { category: 'red-packet', at: null };
  if (settings.are === 'unwanted') return [{ ...about, says: 'unwanted', detail: {} }];
  if (isWithin(packet, settings)) return [];
  const detail = { yuan: String(packet.totalFen / 100), count: String(packet.count) };
  return [{ ...about, says: 'outside-limits', detail }];
}

/** A sum or a number that WeCom did not tell is no fault. */
function isWithin({ how, count, totalFen }: Packet, { leastYuan, mostYuan, leastShares, kinds }: RedPackets): boolean {
  const yuan = totalFen / 100;
  if (totalFen > 0 && (yuan < (leastYuan ?? 0) || yuan > (mostYuan ?? Number.POSITIVE_INFINITY))) return false;
  if (count > 0 && count < (leastShares ?? 0)) return false;
  return how === 'unknown' || kinds === undefined || kinds.includes(how);
}
