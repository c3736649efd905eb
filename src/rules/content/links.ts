import { z } from 'zod';
import { linksIn } from '../../content/links.ts';
import { linkFaults, type ThingFault, type ThingLimits, thingFaults } from '../../content/things.ts';
import type { Found } from '../hears.ts';
import { plainText } from '../plain-text.ts';
import { defineRule } from '../rule.ts';
import { counted, isExempt, ofContent, ofSender, saidIn } from './from-hits.ts';

const Links = z.strictObject({
  domains: z.array(z.string().min(1)).optional().describe('links lead here, or below, only; absent: anywhere'),
  bannedDomains: z.array(z.string().min(1)).default([]),
  shortLinks: z.enum(['yes', 'no']).default('yes').describe('no: where a short link leads nobody sees'),
  disguised: z
    .enum(['yes', 'no'])
    .default('no')
    .describe('no: hosts that are numbers, mix scripts or hide from machines count'),
  miniPrograms: z.array(z.string().min(1)).optional().describe('only these, by app id; absent: any'),
  bannedFiles: z.array(z.string().min(1)).default(['exe', 'apk', 'scr', 'bat', 'msi', 'js', 'vbs']).describe('endings'),
  groupCodes: z
    .enum(['yes', 'no'])
    .default('yes')
    .describe('no: links behind QR codes that lead into other groups count'),
  cards: z.enum(['yes', 'no']).default('yes').describe('no: visiting cards of people count'),
  tell: z.enum(['member', 'admin', 'hr']).default('admin'),
  ...ofContent,
});
type Links = z.infer<typeof Links>;
type Says = 'link' | 'disguised-link' | 'file' | 'mini-program' | 'code' | 'card';

/** Links, files, mini-programs, codes and cards that the policy does not want in a group. No picture is read. */
export const links = defineRule<Links, Says>({
  id: 'content/links',
  title: { zh: '链接与文件', en: 'Links and files' },
  needs: ['messages'],
  asks: ['hits'],
  settings: Links,
  says: {
    link: {
      zh: '{who} {when} 发的链接不在允许范围：{what}',
      en: '{who} sent a link at {when} that leads elsewhere: {what}',
    },
    'disguised-link': {
      zh: '{who} {when} 发的链接看不出去向：{what}',
      en: '{who} sent a link at {when} that hides where it leads: {what}',
    },
    file: {
      zh: '{who} {when} 发的文件类型不宜在群里打开：{what}',
      en: '{who} sent a file at {when} of a kind that nobody should open: {what}',
    },
    'mini-program': {
      zh: '{who} {when} 发了未列入名单的小程序',
      en: '{who} sent a mini-program at {when} that is not listed',
    },
    code: { zh: '{who} {when} 发了通往其他群的链接', en: '{who} sent a link into another group at {when}' },
    card: { zh: '{who} {when} 发了名片', en: '{who} sent a visiting card at {when}' },
  },
  fix: {
    link: {
      zh: '请先不要点开；需要分享请换用允许的网址',
      en: 'Please do not open it; share it from an allowed address',
    },
    'disguised-link': {
      zh: '请先不要点开，请发送人说明或撤回',
      en: 'Please do not open it; the sender explains or takes it back',
    },
    file: { zh: '请先不要打开，请发送人说明或撤回', en: 'Please do not open it; the sender explains or takes it back' },
    'mini-program': { zh: '需要使用的，请先与群管理员说明', en: 'Please tell the group’s admin first if it is needed' },
    code: {
      zh: '需要邀请的，请先与群管理员说明',
      en: 'Please tell the group’s admin first if people are to be invited',
    },
    card: {
      zh: '需要介绍的，请先与群管理员说明',
      en: 'Please tell the group’s admin first if somebody is to be introduced',
    },
  },
  inWords({ domains, cards, groupCodes }) {
    const only = domains
      ? { zh: `只允许 ${domains.join('、')} 的链接`, en: `links lead to ${domains.join(', ')} only` }
      : { zh: '链接、文件', en: 'links and files' };
    const more = [cards, groupCodes].includes('no')
      ? { zh: '，以及名片和通往其他群的链接', en: ', cards and links into other groups' }
      : { zh: '', en: '' };
    return { zh: `${only.zh}${more.zh}`, en: `${only.en}${more.en}` };
  },
  happenedIn: saidIn,
  hears({ message, facts }, settings) {
    if (isExempt(message, facts, settings)) return [];
    const found = [
      ...inText(message.text ?? '', settings),
      ...message.things.flatMap((thing): Found<Says>[] => {
        if (thing.is === 'card')
          return settings.cards === 'no' ? [{ says: 'card', category: 'card', detail: {}, at: null }] : [];
        const leads = thing.is === 'link' && settings.groupCodes === 'no' && intoGroup.test(thing.url);
        if (leads) return [{ says: 'code', category: 'code', detail: {}, at: null }];
        return thingFaults([thing], limitsOf(settings)).map((fault) => asFound(fault, null));
      }),
    ];
    return found.filter((one, nth) => found.findIndex(({ says }) => says === one.says) === nth);
  },
  judge(facts, settings) {
    return counted(facts, settings, ({ messageId, says }) => `${messageId}:${says}`).map((hit) =>
      ofSender<Says>(hit, facts, { kind: 'breach', tell: settings.tell, window: `${hit.messageId}:${hit.says}` }),
    );
  },
});

/** What the QR code of a group of WeCom or WeChat holds. */
const intoGroup = /^https?:\/\/(?:weixin\.qq\.com\/g\/|work\.weixin\.qq\.com\/(?:gm|u|ca)\/|u\.wechat\.com\/)/iu;

const limitsOf = ({ domains, bannedDomains, shortLinks, miniPrograms, bannedFiles }: Links): ThingLimits => ({
  ...(domains && { domains }),
  bannedDomains,
  shortLinks,
  ...(miniPrograms && { miniPrograms }),
  bannedFiles,
});

function inText(text: string, settings: Links): Found<Says>[] {
  if (!/[.。．｡点]|dot|:\/\//iu.test(text)) return [];
  return linksIn(text).flatMap((link): Found<Says>[] => {
    const at = { begin: link.begin, end: link.end };
    const written = text.slice(link.begin, link.end);
    if (settings.groupCodes === 'no' && intoGroup.test(written))
      return [{ says: 'code', category: 'code', detail: {}, at }];
    const faults = linkFaults(link.host, limitsOf(settings)).map((fault) => asFound(fault, at));
    if (faults.length > 0) return faults;
    if (settings.disguised === 'yes' || (link.written !== 'hidden' && link.disguise === undefined)) return [];
    return [{ says: 'disguised-link', category: 'link', ...leading(link.host), at }];
  });
}

function asFound(fault: ThingFault, at: Found['at']): Found<Says> {
  if (fault.is === 'mini-program') return { says: 'mini-program', category: 'mini-program', detail: {}, at };
  if (fault.is === 'file')
    return { says: 'file', category: 'file', detail: { what: `.${plainText(fault.extension, 10)}` }, at };
  if (fault.is === 'qr-code') return { says: 'code', category: 'code', detail: {}, at };
  const says = fault.why === 'short' ? 'disguised-link' : 'link';
  return { says, category: 'link', ...leading(fault.host, fault.why === 'banned' ? fault.listed : UNSAID), at };
}

const UNSAID = '—';

/** Where a link leads; without words only what the policy itself has listed. */
const leading = (host: string, listed = UNSAID): Pick<Found<Says>, 'detail' | 'wordless'> => ({
  detail: { what: plainText(host || UNSAID, 30) },
  wordless: { what: plainText(listed, 30) },
});
