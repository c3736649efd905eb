import type { Person } from '../events/person.ts';
import type { Plain, Words } from '../notices/content.ts';
import type { Policy } from '../policy/policy.ts';
import type { NoteParty, NoteRole } from './note-parties.ts';

const ROLE_WORDS: Readonly<Record<NoteRole, Words>> = {
  agency: { zh: '派遣单位', en: 'the agency' },
  'contract-owner': { zh: '合同负责人', en: 'the owner of the contract' },
  mentor: { zh: '带教人', en: 'the mentor' },
  council: { zh: '理事会', en: 'the council' },
};

interface Noted {
  readonly role: NoteRole;
  readonly policy: Pick<Policy, 'clauses' | 'title'>;
  readonly person: Pick<Person, 'name'>;
  readonly clause: string;
  readonly groupName: string;
  /** Who it is for; null: nobody is known. */
  readonly party: Pick<NoteParty, 'name'> | null;
  /** Who has it in hand. */
  readonly to: 'party' | 'hr';
}

/** A proposal about somebody who is not employed here, as a card for whom it concerns, or for HR with a letter that is ready. Pure. */
export function relationInWords(noted: Noted): Omit<Plain, 'buttons'> {
  const { role, policy, person, party, to, groupName } = noted;
  const is = ROLE_WORDS[role];
  const clause = policy.clauses.find(({ id }) => id === noted.clause);
  const what = { zh: clause?.text.zh ?? noted.clause, en: clause?.text.en ?? noted.clause };
  const letter: Words = {
    zh: `您好：关于${person.name}在我方工作群中的一件事（《${policy.title.zh}》${noted.clause}：${what.zh}），我方正在了解情况，尚无结论。请协助与本人沟通，谢谢。`,
    en: `Hello, about a matter with ${person.name} in one of our groups (${policy.title.en}, ${noted.clause}: ${what.en}): we are finding out how it was; nothing is concluded. Please help by talking with him. Thank you.`,
  };
  const rows = [
    { name: { zh: '关于', en: 'About' }, value: person.name },
    { name: { zh: '群', en: 'Group' }, value: groupName },
    ...(party ? [{ name: { zh: '转告', en: 'For' }, value: party.name }] : []),
  ];
  if (to === 'party') return { title: { zh: '请您协助沟通', en: 'Please help' }, text: letter, quote: null, rows };
  const title = { zh: `请转告${is.zh}`, en: `Please tell ${is.en}` };
  const unknown = {
    zh: `还没有登记谁是${is.zh}，请先查明再转告，并登记下来。`,
    en: `Nobody is named as ${is.en} yet: find out, pass this on, and name him.`,
  };
  const known = {
    zh: `提出了处理建议，请把下面的话发给${is.zh}。`,
    en: `Something was proposed; please send ${is.en} the words below.`,
  };
  return { title, text: party ? known : unknown, quote: letter, rows };
}
