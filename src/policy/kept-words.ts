import type { Sentence } from '../rules/rule.ts';
import type { Kind, Policy } from './policy.ts';

/** What happens by itself in groups that the service made, one sentence a way of keeping. Pure. */
export function keptInWords(policy: Policy): Sentence[] {
  const kept = [...policy.kinds.values()].filter(({ managed, status }) => managed && status === 'in-force');
  const asked = kept.filter(({ managed }) => managed?.removal === 'asked');
  const automatic = kept.filter(({ managed }) => managed?.removal !== 'asked');
  return [...(asked.length > 0 ? [askedAbout(asked)] : []), ...automatic.map(byItself)];
}

function askedAbout(kinds: readonly Kind[]): Sentence {
  return {
    zh: `由系统建立的${kinds.map(({ name }) => `「${name.zh}」`).join('')}按名单维护：应入的自动加入，离职的自动移出，群名改回；其他人移出前都要有人点一下。`,
    en: `Groups made by the service (${kinds.map(({ name }) => name.en).join(', ')}) keep their roster: joiners are added, leavers of the company removed, the name put back; every other removal waits for a person's press.`,
  };
}

function byItself({ name, managed }: Kind): Sentence {
  const by = managed && managed.removal !== 'asked' ? managed.removal : { approvedBy: '', approvedOn: '' };
  return {
    zh: `由系统建立的「${name.zh}」按名单维护，不再属于名单的人自动移出（${by.approvedBy}于 ${by.approvedOn} 批准）；手工加入的先问 24 小时，名单的规定新定或改过的头 24 小时只问不移。`,
    en: `"${name.en}" groups made by the service keep their roster; who no longer belongs is removed without a question (approved by ${by.approvedBy} on ${by.approvedOn}); who was added by hand is asked about for 24 hours first, and for the first 24 hours after the rules of the roster came or changed people are only asked.`,
  };
}
