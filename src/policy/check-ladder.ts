import { type PolicyFile, UNSET } from './file.ts';
import { namesOwnDepartment } from './for-group.ts';
import { suggestion } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { Written } from './read-yaml.ts';

/** A ladder that speaks of categories that no rule of the file has, and a last instance that is another one in every group. */
export const ladderProblems = ({ ladder, lastInstance, rules }: PolicyFile, written: Written): Problem[] => {
  const categories = [...new Set(Object.values(rules).map(({ rule }) => categoryOf(rule)))];
  const strangers = Object.keys(ladder?.severities ?? {}).filter((one) => !categories.includes(one));
  return [
    ...strangers.map((one) =>
      written.problem(
        ['ladder', 'severities', one],
        'error',
        `no rule of this file is of the category "${one}"`,
        suggestion(one, categories),
      ),
    ),
    ...(lastInstance !== undefined && namesOwnDepartment(lastInstance)
      ? [
          written.problem(
            ['lastInstance'],
            'error',
            'the last instance knows no group of its own',
            'name a title or a role',
          ),
        ]
      : []),
  ];
};

/** Who decides about leaders, and how grave things are, as long as nobody has said it. */
export const ladderQuestions = ({ ladder, lastInstance }: PolicyFile, written: Written): Problem[] => [
  ...(lastInstance === undefined
    ? [
        written.problem(
          ['policy'],
          'open',
          'nobody is named who decides about leaders: such matters rest with HR and counsel',
          'write lastInstance, such as { title: 总裁 }',
        ),
      ]
    : []),
  ...Object.entries(ladder?.severities ?? {}).flatMap(([category, { is, confirmedBy }]) =>
    confirmedBy === UNSET && is !== 'general'
      ? [
          written.problem(
            ['ladder', 'severities', category, 'confirmedBy'],
            'open',
            `nobody has confirmed that ${category} is ${is}: it counts as general`,
            'ask the supervising office',
          ),
        ]
      : [],
  ),
];

/** The first part of a rule's id; strikes of different categories are counted apart. */
const categoryOf = (rule: string): string => rule.split('/')[0] ?? rule;
