import type { Plain } from '../notices/content.ts';

type Card = Omit<Plain, 'buttons'>;

/** To those who may let it go. Why is read on the page alone. */
export const askedCard = (number: string, name: string): Card => ({
  title: { zh: '有人申请取走证据', en: 'Somebody wants to take evidence' },
  text: {
    zh: `${name} 申请取走 ${number} 的证据包，要另一位同事放行。请在首页「证据放行」里看用途和理由；三天内没有放行就作废。`,
    en: `${name} wants to take the evidence of ${number}; another person has to release it. Read what for and why on the page “Evidence”; after three days the wish is void.`,
  },
  quote: null,
  rows: [],
});

/** To who asked. */
export const saidCard = (says: 'released' | 'refused', number: string, name: string): Card =>
  says === 'released'
    ? {
        title: { zh: '证据已放行', en: 'The evidence is released' },
        text: {
          zh: `${name} 放行了 ${number} 的证据包。二十四小时内可以在首页「证据放行」里取走。`,
          en: `${name} released the evidence of ${number}. Take it on the page “Evidence” within twenty-four hours.`,
        },
        quote: null,
        rows: [],
      }
    : {
        title: { zh: '证据没有放行', en: 'The evidence was not released' },
        text: {
          zh: `${name} 没有放行 ${number} 的证据包。需要的话请先当面说明用途。`,
          en: `${name} did not release the evidence of ${number}. If you need it, please talk about it first.`,
        },
        quote: null,
        rows: [],
      };
