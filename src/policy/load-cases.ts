import type { CaseMember, PolicyCase } from './cases-file.ts';
import { CasesFile } from './cases-file.ts';
import { suggestion } from './nearest.ts';
import type { Policy } from './policy.ts';
import type { Path, Problem } from './problem.ts';
import { readYaml, type Written } from './read-yaml.ts';
import { scriptFault } from './situation-talk.ts';
import { zodProblems } from './zod-problems.ts';

/** What a group is said to be of when the register has no entry for it. */
export const UNREGISTERED = '未登记';

const CASES_FILE = {
  name: 'file of cases',
  start: 'start with the policy that the cases are of, as policies/ shows',
  instead: 'write it out',
} as const;

/** Reads and checks the cases of a policy: shape, and every name that leads somewhere. Pure. */
export function loadCases(
  source: string,
  file: string,
  policy: Policy,
): { readonly cases: CasesFile; readonly written: Written } | { readonly problems: readonly Problem[] } {
  const written = readYaml(source, file, CASES_FILE);
  if ('problems' in written) return written;
  const parsed = CasesFile.safeParse(written.data);
  if (!parsed.success) return { problems: zodProblems(parsed.error.issues, CasesFile, written.data, written) };
  const cases = parsed.data;
  const known = knownIn(cases, policy);
  const problems = [
    ...otherPolicy(cases, policy, written),
    ...peopleProblems(cases, written),
    ...cases.用例.flatMap((_, i) => caseProblems(i, cases, known, written, policy)),
  ];
  return problems.length > 0 ? { problems } : { cases, written };
}

function otherPolicy({ 制度: slug }: CasesFile, policy: Policy, written: Written): Problem[] {
  if (slug === policy.slug) return [];
  const message = `these are cases of "${slug}", not of "${policy.slug}"`;
  return [written.problem(['制度'], 'error', message, 'test the policy they belong to')];
}

function caseProblems(i: number, cases: CasesFile, known: Known, written: Written, policy: Policy): Problem[] {
  const one = cases.用例[i] as PolicyCase;
  const look: Look = (on, name, among, what) =>
    name === undefined || among.includes(name)
      ? []
      : [written.problem(['用例', i, ...on], 'error', `there is no ${what} "${name}"`, suggestion(name, among))];
  const uses = usesOf(policy, one.条款);
  const twice = cases.用例.findIndex(({ 名称: name }) => name === one.名称) < i;
  return [
    ...(twice ? [written.problem(['用例', i, '名称'], 'error', 'two cases have this name', 'give each its own')] : []),
    ...look(['条款'], one.条款, known.clauses, 'checked clause'),
    ...(one.规则 ?? []).flatMap((rule) => look(['规则'], rule, uses, 'rule of this clause')),
    ...look(['群', '类别'], one.群.类别, [...known.kinds, UNREGISTERED], 'kind of group'),
    ...look(['群', '群主'], one.群.群主, known.people, 'person'),
    ...one.群.管理员.flatMap((name, j) => look(['群', '管理员', j], name, known.people, 'person')),
    ...one.群.任命.flatMap(({ 谁: who }, j) => look(['群', '任命', j, '谁'], who, known.people, 'person')),
    ...one.群.确认.flatMap(({ 由: by, 关于: whom }, j) => [
      ...look(['群', '确认', j, '由'], by, known.people, 'person'),
      ...look(['群', '确认', j, '关于'], whom, known.everybody, 'person'),
    ]),
    ...one.群.曾在群内.flatMap(({ 谁: who }, j) => look(['群', '曾在群内', j, '谁'], who, known.everybody, 'person')),
    ...one.群.休假.flatMap(({ 谁: who }, j) => look(['群', '休假', j, '谁'], who, known.people, 'person')),
    ...talkProblems(i, cases, written, policy),
    ...one.成员.flatMap((stay, j) => memberProblems(stay, ['成员', j], known, look)),
    ...expectedProblems(one, uses, known, look),
  ];
}

function talkProblems(i: number, cases: CasesFile, written: Written, policy: Policy): Problem[] {
  const fault = scriptFault(cases.用例[i] as PolicyCase, cases, policy);
  const remedy = 'write one line a message: 11-26 10:00 名字: 说的话';
  return fault === null ? [] : [written.problem(['用例', i, '群', '对话'], 'error', fault, remedy)];
}

type Look = (on: Path, name: string | undefined, among: readonly string[], what: string) => Problem[];
type Known = ReturnType<typeof knownIn>;

function knownIn(cases: CasesFile, policy: Policy) {
  const people = Object.keys(cases.人员);
  return {
    people,
    everybody: [...people, ...Object.keys(cases.外部联系人)],
    clauses: policy.clauses.filter(({ checkedBy }) => checkedBy.length > 0).map(({ id }) => id),
    kinds: [...policy.kinds.values()].flatMap(({ id, name }) => [name.zh, id]),
  };
}

/** The names of the uses of rules that check a clause. */
export const usesOf = (policy: Policy, clause: string): readonly string[] =>
  policy.clauses.find(({ id }) => id === clause)?.checkedBy ?? [];

function memberProblems(stay: CaseMember, at: Path, known: Known, look: Look): Problem[] {
  return [
    ...look([...at, '谁'], stay.谁, known.everybody, 'person'),
    ...look([...at, '邀请人'], stay.邀请人, known.people, 'person'),
  ];
}

function expectedProblems(
  { 应为: expected }: PolicyCase,
  uses: readonly string[],
  known: Known,
  look: Look,
): Problem[] {
  if (typeof expected === 'string') return [];
  return expected.flatMap(({ 规则: rule, 关于: whom }, j) => [
    ...look(['应为', j, '规则'], rule, uses, 'rule of this clause'),
    ...look(['应为', j, '关于'], whom, ['本群', ...known.everybody], 'person'),
  ]);
}

function peopleProblems(cases: CasesFile, written: Written): Problem[] {
  const departments = Object.keys(cases.部门);
  const lines = Object.values(cases.名单).flatMap((list) => Object.keys(list));
  const unknown = (path: Path, name: string, among: readonly string[], what: string): Problem[] =>
    among.includes(name)
      ? []
      : [written.problem(path, 'error', `there is no ${what} "${name}"`, suggestion(name, among))];
  return [
    ...Object.entries(cases.部门).flatMap(([name, { 上级: above }]) =>
      above === undefined ? [] : unknown(['部门', name, '上级'], above, departments, 'department'),
    ),
    ...Object.entries(cases.人员).flatMap(([name, { 部门: own, 负责: leads, 调动: moved }]) => [
      ...(moved?.原部门 ?? []).flatMap((one) =>
        unknown(['人员', name, '调动', '原部门'], one, departments, 'department'),
      ),
      ...own.flatMap((department) => unknown(['人员', name, '部门'], department, departments, 'department')),
      ...leads.flatMap((department) => unknown(['人员', name, '负责'], department, departments, 'department')),
      ...(Object.hasOwn(cases.外部联系人, name)
        ? [written.problem(['人员', name], 'error', 'is both a colleague and an outsider', 'give one another name')]
        : []),
    ]),
    ...Object.entries(cases.外部联系人).flatMap(([name, { 认定: decided }]) =>
      decided?.名册 === undefined
        ? []
        : unknown(['外部联系人', name, '认定', '名册'], decided.名册, lines, 'line of a list'),
    ),
  ];
}
