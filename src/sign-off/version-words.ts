import type { Plain } from '../notices/content.ts';
import type { Policy } from '../policy/policy.ts';
import type { SignOff } from '../sanctions/sign-off.ts';

/** A version that was published, as the card by which somebody says that he was shown it. Pure. */
export const versionInWords = (
  { title, version, interpreter }: Pick<Policy, 'title' | 'version' | 'interpreter'>,
  { publication }: Pick<SignOff, 'publication'>,
): Plain => ({
  title: { zh: '请阅读群规', en: 'Please read the policy' },
  text: {
    zh: `《${title.zh}》第 ${version} 版已公布，全文见${publication?.where ?? ''}。请您读一遍；不同意也可以照实说，疑问请找${interpreter.zh}。`,
    en: `${title.en}, version ${version}, is published: ${publication?.where ?? ''}. Please read it; saying that you disagree is fine. Questions: ${interpreter.en}.`,
  },
  quote: null,
  rows: [{ name: { zh: '公布', en: 'Since' }, value: publication?.on ?? '' }],
  buttons: ['sign', 'sign-refuse'],
});
