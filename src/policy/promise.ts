import type { Sentence } from '../rules/rule.ts';
import type { Clause, Policy } from './policy.ts';

/** How many of a policy's demands can be answered, and by what. Clauses that only tell are no demands. */
export interface Promised {
  readonly demands: number;
  /** Group, member and directory data suffice. */
  readonly byGroups: number;
  /** Of those, how many a rule checks today. */
  readonly checkedNow: number;
  /** Archived messages are needed, and suffice in part. */
  readonly byArchive: number;
  /** Of those, how many a rule checks today where there is an archive. */
  readonly heardNow: number;
  readonly byPeople: number;
}

export function promisedBy(policy: Policy): Promised {
  const count = (test: (clause: Clause) => boolean) => policy.clauses.filter(test).length;
  return {
    demands: count(({ evidence }) => evidence !== 'none'),
    byGroups: count(({ evidence }) => evidence === 'groups'),
    checkedNow: count((clause) => clause.evidence === 'groups' && isChecked(clause, policy)),
    byArchive: count(({ evidence }) => evidence === 'archive'),
    heardNow: count((clause) => clause.evidence === 'archive' && isChecked(clause, policy)),
    byPeople: count(({ evidence }) => evidence === 'people'),
  };
}

const isChecked = (clause: Clause, policy: Policy): boolean =>
  policy.uses.some((use) => use.level !== 'off' && use.unset.length === 0 && clause.checkedBy.includes(use.instance));

/** What may honestly be promised, said before anything else. */
export function promiseInWords(policy: Policy): Sentence[] {
  const { demands, byGroups, checkedNow, byArchive, heardNow, byPeople } = promisedBy(policy);
  const outside = [...policy.kinds.values()].some(({ reach }) => reach.includes('customer'));
  const consent = {
    zh: outside ? '（客户群还须每位外部成员同意）' : '',
    en: outside ? ' and, in customer groups, the consent of every external member' : '',
  };
  return [
    {
      zh: `共 ${demands} 条要求。不用会话存档，能核对 ${byGroups} 条；其中 ${checkedNow} 条现在就有规则在核对。`,
      en: `${demands} demands. Without the archive ${byGroups} can be checked; rules check ${checkedNow} of them today.`,
    },
    {
      zh: `另有 ${byArchive} 条要靠会话存档${consent.zh}，也只能部分核对，其中 ${heardNow} 条现在就有规则；没有存档时写“无法核对”，不写“没问题”。`,
      en: `${byArchive} need archived messages${consent.en}, and then in part: rules check ${heardNow} of them today; without, they are "not checkable", never "fine".`,
    },
    {
      zh: `还有 ${byPeople} 条软件看不到，只能由人判断。`,
      en: `${byPeople} are invisible to software and left to people.`,
    },
  ];
}
