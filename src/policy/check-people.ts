import type { PolicyFile } from './file.ts';
import { namesOwnDepartment } from './for-group.ts';
import type { Path, Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

/** Holders and deputies whose dates cannot be, and exceptions that name people by a group's own department. */
export const peopleProblems = (file: PolicyFile, written: Written): Problem[] => [
  ...Object.entries(file.roles).flatMap(([id, { holders }]) =>
    holders.flatMap((holder, i) => holderProblems(holder, ['roles', id, 'holders', i], written)),
  ),
  ...Object.entries(file.rules).flatMap(([id, { exceptions }]) =>
    exceptions.flatMap(({ who }, i) =>
      who && namesOwnDepartment(who)
        ? [
            written.problem(
              ['rules', id, 'exceptions', i, 'who'],
              'error',
              'an exception knows no group of its own',
              'name a department',
            ),
          ]
        : [],
    ),
  ),
];

type Holder = PolicyFile['roles'][string]['holders'][number];

function holderProblems({ userid, from, until, deputy }: Holder, at: Path, written: Written): Problem[] {
  const say = (on: Path, message: string, remedy: string) => written.problem([...at, ...on], 'error', message, remedy);
  return [
    ...(until !== undefined && until < from
      ? [say(['until'], `ends before it begins (${from})`, 'write the last day, not the first')]
      : []),
    ...(deputy && deputy.until < deputy.from
      ? [say(['deputy', 'until'], `ends before it begins (${deputy.from})`, 'write the last day, not the first')]
      : []),
    ...(deputy && deputy.userid.toLowerCase() === userid.toLowerCase()
      ? [say(['deputy', 'userid'], 'nobody is his own deputy', 'name somebody else, or leave deputy out')]
      : []),
    ...(deputy && (deputy.from < from || (until !== undefined && deputy.until > until))
      ? [say(['deputy'], 'stands in while the role is not held', 'keep it within the dates of the holder')]
      : []),
  ];
}
