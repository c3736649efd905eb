import type { Clause, Named, Policy } from '../policy/policy.ts';
import type { Sentence } from '../rules/rule.ts';
import { whoInWords } from '../rules/selector-words.ts';
import { hrOf } from './announcement.ts';
import { fill, type Paper, part } from './paper.ts';
import type { Circumstances } from './running.ts';
import { signOffWords as words } from './words/sign-off-words.ts';

/** What is confirmed and signed before the first day; what the policy leaves open stands in it by name. Pure. */
export function signOffList(policy: Policy, known: Circumstances): Paper {
  const { interpreter, offices } = policy;
  const hr = hrOf(policy);
  const it = offices.get('it')?.name ?? words.it;
  const asked = (what: Sentence): Sentence => row(what, interpreter);
  return {
    name: '6-sign-off',
    title: words.title,
    lines: [
      words.intro,
      ...table(
        words.binding,
        bindingSteps(policy).map((what) => row(what, hr)),
      ),
      ...table(words.open, [
        ...openQuestions(policy).map(asked),
        ...threats(policy).map((what) => row(what, words.legal)),
      ]),
      ...table(
        words.people,
        [...policy.roles.values()].map((one) => row(roleLine(one), hr)),
      ),
      ...table(words.privacy, [
        row(words.assessment, words.dpo),
        row(words.notice, hr),
        ...(known.archive === 'none' ? [] : [row(words.consent, words.dpo)]),
      ]),
      ...table(
        words.set,
        [words.doctor, words.cases, words.register, words.backup].map((what) => row(what, it)),
      ),
      ...table(
        words.told,
        [words.announced, words.trained, words.replay, words.begins].map((what) => row(what, hr)),
      ),
    ],
  };
}

const table = (title: Sentence, rows: readonly Sentence[]): readonly Sentence[] =>
  part(title, rows.length === 0 ? [] : [words.head, words.rule, ...rows]);

const row = (what: Sentence, who: Sentence): Sentence => fill(words.row, { what: inCell(what), who: inCell(who) });
const inCell = ({ zh, en }: Sentence): Sentence => ({ zh: zh.replaceAll('|', '\\|'), en: en.replaceAll('|', '\\|') });

const bindingSteps = ({ basis }: Policy): readonly Sentence[] => [
  words.consult,
  basis === 'employment' ? words.meeting : words.council,
  words.publish,
  words.sheet,
];

function openQuestions({ clauses, kinds, ladder, lastInstance }: Policy): readonly Sentence[] {
  const undecided = [...kinds.values()].filter(({ status }) => status === 'undecided');
  const unconfirmed = Object.entries(ladder.severities).filter(([, { confirmedBy }]) => confirmedBy === 'unset');
  return [
    ...clauses.flatMap(questionsOf),
    ...undecided.map(({ name }) => fill(words.kind, { kind: name })),
    ...unconfirmed.map(([category, { is }]) => fill(words.severity, { category, is: words[is] })),
    ...(lastInstance === null ? [words.lastInstance] : []),
  ];
}

const questionsOf = ({ id, numbers, readings }: Clause): readonly Sentence[] => [
  ...numbers
    .filter(({ value }) => value === null)
    .map(({ asks, suggest }) => fill(words.number, { id, asks, suggest })),
  ...readings.filter(({ confirmedBy }) => confirmedBy === null).map(({ says }) => fill(words.reading, { id, says })),
];

const threats = ({ clauses }: Policy): readonly Sentence[] =>
  clauses.flatMap(({ id, sanction }) => (sanction ? [fill(words.sanction, { id, says: sanction })] : []));

function roleLine({ name, who: { called: _, ...who } }: Named): Sentence {
  return fill(words.role, { name, who: whoInWords(who) });
}
