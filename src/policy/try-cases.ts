import type { Directory } from '../events/person.ts';
import type { Outcome, Subject } from '../rules/rule.ts';
import type { CasesFile, Expected, PolicyCase } from './cases-file.ts';
import type { Result } from './cases-words.ts';
import { judgeGroup } from './judge.ts';
import { UNREGISTERED, usesOf } from './load-cases.ts';
import type { CoverageLine, Finding, Judgement, Kind, Policy } from './policy.ts';
import { type House, situationOf } from './situation.ts';
import { accountIn, directoryOf, outsiderId, personIdOf } from './situation-directory.ts';

/** How a case of a policy came out: `kept`, or what the policy says that the case does not, and the other way round. */
export interface Tried {
  readonly name: string;
  readonly clause: string;
  readonly outcome: 'kept' | 'broken';
  /** What the case is about: a breach, task or question; a fine situation; one that cannot be seen. */
  readonly shows: 'found' | 'fine' | 'unseen';
  /** The uses of rules that were looked at. */
  readonly uses: readonly string[];
  /** Those of them that said something. */
  readonly finders: readonly string[];
  readonly missing: readonly string[];
  readonly surplus: readonly string[];
}

/** Judges every case by the evaluator that judges groups. Pure. */
export function tryCases(policy: Policy, file: CasesFile, house: House): Tried[] {
  const directory = directoryOf(file);
  return file.用例.map((one) => tryCase(one, policy, { file, directory, ...house }));
}

interface Told extends House {
  readonly file: CasesFile;
  readonly directory: Directory;
}

function tryCase(one: PolicyCase, policy: Policy, told: Told): Tried {
  const kind = kindOf(one.群.类别, policy);
  const judgement = judgeGroup(
    policy,
    situationOf(one, { ...told, policy, kind, kindOf: (name) => kindOf(name, policy) }),
  );
  const uses = (one.规则 ?? usesOf(policy, one.条款)).filter((name) =>
    judgement.coverage.some((c) => c.instance === name),
  );
  const said = saidAbout(judgement, uses, policy, told.file);
  const { missing, surplus } = difference(one.应为, said, judgement, uses);
  const finders = [...new Set(said.filter(isFound).map(({ rule }) => rule))];
  const broken = missing.length + surplus.length > 0;
  const shows = typeof one.应为 !== 'string' ? 'found' : one.应为 === '没有问题' ? 'fine' : 'unseen';
  return {
    name: one.名称,
    clause: one.条款,
    outcome: broken ? 'broken' : 'kept',
    shows,
    uses,
    finders,
    missing,
    surplus,
  };
}

const kindOf = (name: string, { kinds }: Policy): Kind | null =>
  name === UNREGISTERED
    ? null
    : ([...kinds.values()].find((kind) => kind.id === name || kind.name.zh === name) ?? null);

/** One thing that the policy says, in the words of a case. */
interface SaidOf {
  readonly rule: string;
  readonly about: string;
  readonly result: Result;
  readonly sentence: string;
}

function saidAbout(judgement: Judgement, uses: readonly string[], policy: Policy, file: CasesFile): SaidOf[] {
  const name = namesIn(file);
  const found = judgement.findings.filter(({ instance }) => uses.includes(instance));
  const unseen = judgement.coverage.filter(({ instance }) => uses.includes(instance));
  return [
    ...found.map((finding) => ({
      rule: finding.instance,
      about: name(subjectText(finding.subject)),
      result: finding.nature,
      sentence: sentenceOf(finding, policy),
    })),
    ...unseen.flatMap((line) =>
      line.unseenSubjects.map((key) => ({
        rule: line.instance,
        about: name(key),
        result: 'unseen' as const,
        sentence: line.reason ?? '',
      })),
    ),
  ];
}

const subjectText = (subject: Subject): string =>
  subject.kind === 'group' ? 'group' : `${subject.kind}:${subject.id}`;

/** Who a subject of the judgement is, as the file calls him. */
function namesIn(file: CasesFile): (subject: string) => string {
  const names = new Map<string, string>([['group', '本群']]);
  for (const name of Object.keys(file.人员)) {
    names.set(`person:${personIdOf(name, file)}`, name);
    names.set(`member:${accountIn(file)(name)}`, name);
  }
  for (const name of Object.keys(file.外部联系人)) names.set(`member:${outsiderId(name)}`, name);
  return (subject) => names.get(subject) ?? subject;
}

function sentenceOf({ instance, says, detail }: Finding, { uses }: Policy): string {
  const sentence = uses.find((use) => use.instance === instance)?.rule.says[says]?.zh ?? says;
  return sentence.replace(/\{(\w+)\}/g, (_, place: string) => detail[place] ?? '');
}

function difference(
  expected: PolicyCase['应为'],
  said: readonly SaidOf[],
  { coverage }: Judgement,
  uses: readonly string[],
): { missing: string[]; surplus: string[] } {
  const lines = coverage.filter(({ instance }) => uses.includes(instance));
  if (expected === '无法核对') {
    const seen = lines.filter(({ verdict }) => verdict === 'checked');
    return { missing: seen.map(({ instance }) => `无法核对（${instance}）`), surplus: said.filter(isFound).map(shown) };
  }
  if (expected === '没有问题')
    return { missing: lines.filter(isBlind).map(blindText), surplus: said.filter(isFound).map(shown) };
  const left = [...said];
  const missing = expected.filter((one) => {
    const at = left.findIndex((other) => agrees(one, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { missing: missing.map(expectedText), surplus: left.filter(isFound).map(shown) };
}

const isFound = ({ result }: SaidOf): boolean => result !== 'unseen';
const isBlind = ({ verdict }: CoverageLine): boolean => verdict !== 'checked';
const blindText = ({ instance, reason }: CoverageLine): string => `没有问题（${instance} 无法核对：${reason}）`;

const agrees = (one: Expected, said: SaidOf): boolean =>
  one.关于 === said.about &&
  one.结果 === said.result &&
  (one.规则 === undefined || one.规则 === said.rule) &&
  (one.说 === undefined || said.sentence.includes(one.说));

const WORDS: Readonly<Record<Outcome['kind'], string>> = {
  breach: '违反',
  task: '待办',
  question: '询问',
  unseen: '无法核对',
};

const shown = ({ rule, about, result, sentence }: SaidOf): string =>
  `${WORDS[result]} · ${about} · ${sentence}（${rule}）`;
const expectedText = ({ 规则: rule, 关于: about, 结果: result, 说: words }: Expected): string =>
  [WORDS[result], about, ...(words === undefined ? [] : [words])].join(' · ') +
  (rule === undefined ? '' : `（${rule}）`);
