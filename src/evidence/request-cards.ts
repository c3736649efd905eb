import type { Plain } from '../notices/content.ts';
import { purposeName } from './purposes.ts';

type Card = Omit<Plain, 'buttons'>;

interface Wish {
  readonly id: string;
  /** `C-12`. */
  readonly number: string;
  /** Who asks, by name. */
  readonly name: string;
  readonly purpose: string;
  /** In his words. */
  readonly reason: string;
}

/** To those who may let it go, with why: they press, or say so on the page. */
export function askedCard({ id, number, name, purpose, reason }: Wish): Plain {
  const what = purposeName(purpose);
  return {
    title: { zh: '有人申请取走证据', en: 'Somebody wants to take evidence' },
    text: {
      zh: `${name} 申请取走 ${number} 的证据包，用途：${what.zh}。同意请点「放行」；不同意请先选理由，再点「不放行」。三天内没有放行就作废。`,
      en: `${name} wants to take the evidence of ${number} for ${what.en}. Release it, or choose a reason and refuse; void after three days.`,
    },
    quoteTitle: { zh: '申请人写的理由', en: 'Why, in his words' },
    quote: { zh: reason, en: reason },
    rows: [],
    buttons: ['pack-release', 'pack-refuse'],
    about: id,
  };
}

/** To who refused without a reason. */
export const WHY_NOT: Card = {
  title: { zh: '请先选一个理由', en: 'A reason, please' },
  text: {
    zh: '不放行要有理由，申请人会看到。请在原来的卡片上选好理由，再点「不放行」。',
    en: 'Refusing needs a reason, which who asked will read. Choose one on the card, then press “Not released”.',
  },
  quote: null,
  rows: [],
};

interface Said {
  readonly says: 'released' | 'refused';
  /** `12`. */
  readonly number: string;
  /** Who said so, by name. */
  readonly name: string;
  readonly because: string | null;
}

/** To who asked; of who asked by text the file itself says that it was released. */
export const saidCard = ({ says, number, name, because }: Said): Card =>
  says === 'released'
    ? {
        title: { zh: '证据已放行', en: 'The evidence is released' },
        text: {
          zh: `${name} 放行了 C-${number} 的证据包。二十四小时内可以在首页「证据放行」里取走，也可以回复「证据 ${number}」，文件发到这里。`,
          en: `${name} released the evidence of C-${number}. Take it on the page “Evidence” within twenty-four hours, or reply “证据 ${number}” to get it here.`,
        },
        quote: null,
        rows: [],
      }
    : {
        title: { zh: '证据没有放行', en: 'The evidence was not released' },
        text: {
          zh: `${name} 没有放行 C-${number} 的证据包${because === null ? '' : `：${because}`}。需要的话请先当面说明用途。`,
          en: `${name} did not release the evidence of C-${number}${because === null ? '' : `: ${because}`}. If you need it, please talk about it first.`,
        },
        quote: null,
        rows: [],
      };
