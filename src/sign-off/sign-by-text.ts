import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Person } from '../events/person.ts';
import type { Spoken } from '../events/spoken.ts';
import type { Words } from '../notices/content.ts';
import { signVersion } from './sign.ts';
import type { Signing } from './signing.ts';
import { type VersionToSign, versionsToSign } from './versions-to-sign.ts';

interface SignedByText {
  readonly outcome: 'done' | 'which' | 'nothing';
  readonly says: readonly Words[];
  readonly entries: readonly AuditEntry[];
}

/** 已读, 不同意 and 已读，不同意 may follow each other. */
const REFUSES = /^(不同意|disagree)[\s,，。:：]*/iu;

/**
 * `已读` or `不同意` written to the app: about the one version that waits for him, or the one whose name follows. Of several he is
 * asked which; where none waits it is nobody's business.
 */
export async function signByText(
  tx: Tx,
  { corp, keys, at }: Signing,
  person: Person,
  { verb, number, text }: Spoken,
): Promise<SignedByText> {
  const says = verb === 'refuse' || REFUSES.test(text) ? 'refused' : 'signed';
  const named = text.replace(REFUSES, '').replace(/[《》「」\s]/gu, '');
  const versions = await versionsToSign(tx, corp, person.id, at);
  const waiting = versions.filter(({ last }) => last === null || (last.says === 'refused' && says === 'signed'));
  if (waiting.length === 0) return { outcome: 'nothing', says: [], entries: [] };
  const meant = named === '' && number === null ? waiting : waiting.filter((one) => isNamed(one, named));
  const [version, other] = meant;
  if (!version || other) return { outcome: 'which', says: [whichOf(waiting)], entries: [] };
  const { slug: policySlug, version: policyVersion } = version.policy;
  const by = person.userid as string;
  const of = { policySlug, policyVersion, personId: person.id, says, via: 'reply', by } as const;
  const { entries } = await signVersion(tx, { corp, keys, at }, of);
  return { outcome: 'done', says: [SAID[says](version)], entries };
}

const isNamed = ({ policy: { title } }: VersionToSign, named: string): boolean =>
  named !== '' && [title.zh, title.en].some((one) => one.replace(/\s/gu, '').toLowerCase() === named.toLowerCase());

const SAID: Readonly<Record<'signed' | 'refused', (version: VersionToSign) => Words>> = {
  signed: ({ policy: { title, version } }) => ({
    zh: `已记录：您已阅读《${title.zh}》第 ${version} 版，谢谢。`,
    en: `Noted: you have read ${title.en}, version ${version}. Thank you.`,
  }),
  refused: ({ policy: { title, version, interpreter } }) => ({
    zh: `已记录：您已阅读《${title.zh}》第 ${version} 版，不同意。有意见请找${interpreter.zh}；以后也可以回复「已读」。`,
    en: `Noted: you have read ${title.en}, version ${version}, and disagree. Please talk to ${interpreter.en}; you may still reply “已读”.`,
  }),
};

function whichOf(waiting: readonly VersionToSign[]): Words {
  const names = (lang: 'zh' | 'en'): string => waiting.map(({ policy }) => `《${policy.title[lang]}》`).join('、');
  return {
    zh: `请写明是哪一份，比如「已读 ${names('zh').split('、')[0]}」。等您阅读的：${names('zh')}。`,
    en: `Please say which one, such as “已读 ${names('en').split('、')[0]}”. Waiting for you: ${names('en')}.`,
  };
}
