import type { Words } from '../notices/content.ts';

/** What evidence is taken for, in one word. */
export const PURPOSES = ['review', 'arbitration', 'audit', 'subject'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Each as messages call it. */
export const PURPOSE_NAMES: Readonly<Record<Purpose, Words>> = {
  review: { zh: '复核', en: 'a review' },
  arbitration: { zh: '仲裁', en: 'arbitration' },
  audit: { zh: '审计', en: 'an audit' },
  subject: { zh: '本人索取', en: 'the person asked for it' },
};

const SIGNS: readonly (readonly [Purpose, RegExp])[] = [
  ['arbitration', /仲裁|诉讼|法院|arbitration|court/i],
  ['audit', /审计|audit/i],
  ['subject', /本人索取|本人要|本人申请|the person asked/i],
];

/** The purpose that a reason names; one that names none is a review. He is told which was understood. Pure. */
export const purposeIn = (reason: string): Purpose => SIGNS.find(([, sign]) => sign.test(reason))?.[0] ?? 'review';

/** As messages call it; a word that is none of ours as it stands. */
export const purposeName = (purpose: string): Words =>
  PURPOSES.includes(purpose as Purpose) ? PURPOSE_NAMES[purpose as Purpose] : { zh: purpose, en: purpose };
