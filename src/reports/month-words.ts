import type { Lang, Plain } from '../notices/content.ts';
import type { Month } from './month.ts';

/** The card must hold it; the others are on the page. */
const MOST = 5;

/** A month as a card for HR and counsel: each exemption of a leader by name, with both who agreed to it. Pure. */
export function monthInWords({ month, exemptions, deputies }: Month): Omit<Plain, 'buttons'> {
  const shown = exemptions.slice(0, MOST);
  const more = exemptions.length - shown.length;
  const line =
    (lang: Lang, between: string) =>
    ({ who, rule, by, until }: Month['exemptions'][number]): string =>
      `${who} · ${rule[lang]} · ${by.join(between)} · ${until}`;
  return {
    title: { zh: '上月豁免', en: 'Exemptions last month' },
    text: {
      zh: `${month}：领导的豁免 ${exemptions.length} 项，每项都有两人同意；代理 ${deputies} 次。`,
      en: `${month}: ${exemptions.length} exemptions of leaders, each agreed to by two; ${deputies} deputies.`,
    },
    quote:
      shown.length === 0
        ? null
        : {
            zh: [...shown.map(line('zh', '、')), ...(more > 0 ? [`另有 ${more} 项`] : [])].join('\n'),
            en: [...shown.map(line('en', ', ')), ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
          },
    rows: [],
  };
}
