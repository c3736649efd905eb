import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPolicy } from './load.ts';
import type { Problem } from './problem.ts';
import { excerpt, problemText } from './problem.ts';

const folder = join(import.meta.dirname, '../../test/fixtures/policies');
const source = (name: string): string => readFileSync(join(folder, `${name}.yaml`), 'utf8');

/** Files that load, though two of them wait for a number. */
const LOADS = ['good', 'unset-grace', 'unset-setting'];

/** Each file has one mistake; what is said of it, to the letter: line:col path: message → remedy. */
const BAD: Readonly<Record<string, readonly string[]>> = {
  'advice-proposed': [
    '40:75 rules.more.level: clause 第二条 only advises, so nothing can be proposed → use remind or observe',
  ],
  alias: [
    '13:13 anchors are not allowed: &p → write it out, or use a role',
    '14:11 aliases are not allowed: *p → write it out, or use a role',
  ],
  'bad-grace': [
    '36:12 rules.managers-inside.grace: "two days" is not a span of time → write "48h" or "2 working days"',
  ],
  'bad-name': ['15:3 kinds.Exchange Group: is not a name → use lower-case letters, digits and hyphens'],
  'bad-setting': ['37:82 rules.managers-inside.settings.newcomerDays: 900 is too large → write at most 365'],
  'bad-time': ['30:20 manners.digest: "9:05" is not a time of day → write it as 08:30'],
  'begins-too-early': [
    '8:12 effective: begins before the text was published (2026-09-01) → a policy never judges the time before its text',
  ],
  'brake-too-high': ['30:26 manners.brakePerHour: 5000 is too large → write at most 1000'],
  'clause-and-rule-disagree': [
    '29:17 clauses[1].checkedBy[0]: rule managers-inside names clause 第一条, not 第二条 → let both name the same clause',
  ],
  'clause-both': [
    '24:16 clauses[0].unchecked: clause 第一条 is checked and unchecked → keep checkedBy and write the rest under cannotSee',
  ],
  'clause-names-no-rule': [
    '23:17 clauses[0].checkedBy[0]: there is no rule named "manager-inside" → did you mean "managers-inside"?',
  ],
  'clause-neither': [
    '24:9 clauses[1].id: clause 第二条 is neither checked nor reasoned → add "checkedBy: [a rule]" or "unchecked: why"',
  ],
  'clause-twice': ['24:9 clauses[1].id: clause 第一条 stands here twice → give each clause its own number'],
  'comma-in-text': [
    '2:31 title.in short: there is no such key → a comma ends the text inside { }: put the text into quotes',
  ],
  'confirmed-by-a-word': [
    '25:43 clauses[0].readings[0].confirmedBy: cannot be text → write "unset" or names with values',
  ],
  deep: ['12:193 nested too deeply → nest at most 24 levels'],
  directive: ['1:1 directives are not allowed → remove the line'],
  'empty-kinds': ['34:12 rules.managers-inside.kinds: is empty → name at least one'],
  empty: ['1:1 the file is empty or no policy → start with "policy: <name>", as policies/ shows'],
  'kinds-as-text': ['34:12 rules.managers-inside.kinds: cannot be text → write "all" or a list'],
  list: ['1:1 the file is empty or no policy → start with "policy: <name>", as policies/ shows'],
  malformed: [
    '2:8 not readable as YAML: Nested mappings are not allowed in compact mappings → two spaces a level, a space after each colon, quotes around text with ": " or " #"',
  ],
  'missing-clauses': ['1:1 clauses: is missing → add "clauses: …"'],
  'missing-setting': ['37:5 rules.managers-inside.settings.required: is missing → add "required: …"'],
  'misspelt-inner-key': ['35:5 rules.managers-inside.levle: there is no such key → did you mean "level"?'],
  'misspelt-key': ['4:1 interpretor: there is no such key → did you mean "interpreter"?'],
  'misspelt-level': ['35:12 rules.managers-inside.level: "remined" is not possible here → did you mean "remind"?'],
  'misspelt-selector-key': ['13:34 roles.planners.who.departmant: there is no such key → did you mean "department"?'],
  'misspelt-setting': ['37:17 rules.managers-inside.settings.require: there is no such key → did you mean "required"?'],
  'no-hr': ['9:1 offices: there is no office "hr" → add it: digests and decisions go to it'],
  'no-such-date': ['8:12 effective: "2026-02-30" is not a date → write it as 2026-09-01'],
  'number-as-name': ['13:3 a name on the left must be text → put it into quotes'],
  'number-for-text': ['3:10 company: cannot be a number → write text or names with values'],
  'office-of-a-group': ['10:20 offices.hr.who: an office belongs to no group → name a department'],
  'reading-not-confirmed': [
    '37:12 rules.managers-inside.level: clause 第一条 has a reading that nobody confirmed → use observe, or let the interpreter confirm it',
  ],
  'role-circle': [
    '13:27 roles.planners.who: leads back to itself: planners → bosses → planners → name people in one of them',
  ],
  'role-grows': ['25:20 roles.r11.who: stands for too many selectors → use a department, a title or a tag instead'],
  'rule-without-clause': [
    '33:13 rules.managers-inside.clause: clause 第一条 does not name this rule → add managers-inside to its checkedBy',
  ],
  'selector-names-nobody': ['13:27 roles.planners.who: names nobody → name a department, a title, a role …'],
  tab: ['10:1 a tab indents this line → indent with spaces, two a level'],
  tag: ['3:10 tags are not allowed: !!js/function → write plain text, numbers and lists'],
  'tell-backwards': ['30:12 manners.tell: ends at 08:30, before it begins → a span ends on the day on which it begins'],
  'text-clause-checked': [
    '21:15 clauses[0].strength: clause 第一条 only tells, so no rule can check it → remove checkedBy, or say how it binds',
  ],
  'twice-the-same-key': ['6:1 the same name stands here twice → keep one of the two'],
  'two-documents': ['40:1 a second document begins here → one policy a file: remove the line "---"'],
  unclosed: [
    '15:42 not readable as YAML: Flow sequence in block collection must be sufficiently indented and end with a ] → two spaces a level, a space after each colon, quotes around text with ": " or " #"',
    '16:3 not readable as YAML: Flow map in block collection must be sufficiently indented and end with a } → two spaces a level, a space after each colon, quotes around text with ": " or " #"',
  ],
  'undecided-and-silent': ['16:54 kinds.marketing.status: is undecided and asks nothing → add asks'],
  'unknown-approver': [
    '16:58 kinds.marketing.approvedBy: there is no role or office "manager" → did you mean "managers"?',
  ],
  'relation-asks-for-relation': [
    '14:15 relations[0].who: asks for what it is to say → name a department, a tag or a title',
  ],
  'relation-by-role': ['14:15 relations[0].who: roles may hang on relations → name a department, a tag or a title'],
  'relation-of-a-group': ['14:15 relations[0].who: how somebody stands belongs to no group → name a department'],
  'relation-unknown': [
    '14:44 relations[0].is: "unknown" is not possible here → there are: regular, probation, intern, dispatched, outsourced, rehired, advisor, association-member, customer, system-account',
  ],
  'removal-without-approval': [
    '15:78 kinds.exchange.managed.removal: removes people without asking anybody → add approvedBy and approvedOn, or write removal: asked',
  ],
  'unknown-keeper': [
    '15:76 kinds.exchange.managed.owner: there is no role or office "manager" → did you mean "managers"?',
  ],
  'kept-customers': ['16:46 kinds.marketing.managed: keeps groups that are never managed → add managed to reach'],
  'unknown-clause': ['33:13 rules.managers-inside.clause: there is no clause 第三条 → there are: 第一条, 第二条'],
  'unknown-kind': ['34:23 rules.managers-inside.kinds[1]: there is no kind "markting" → did you mean "marketing"?'],
  'unknown-level': [
    '35:12 rules.managers-inside.level: "enforce" is not possible here → there are: off, observe, remind, propose',
  ],
  'unknown-reach': ['16:35 kinds.marketing.reach[0]: "custommer" is not possible here → did you mean "customer"?'],
  'unknown-relation': ['13:44 roles.planners.who.relation: "interne" is not possible here → did you mean "intern"?'],
  'unknown-role': [
    '39:26 rules.managers-inside.settings.required[0].who.role: there is no role "manager" → did you mean "managers"?',
  ],
  'unknown-rule': [
    '32:11 rules.managers-inside.rule: there is no rule "membership/required-member" → did you mean "membership/required-members"?',
  ],
  'admins-more-than-most': ['45:26 rules.more.settings.atLeast: asks for more than atMost (2) allows → let it be less'],
  'deputy-backwards': [
    '14:131 roles.president.holders[0].deputy.until: ends before it begins (2026-10-07) → write the last day, not the first',
  ],
  'deputy-of-himself': [
    '14:102 roles.president.holders[0].deputy.userid: nobody is his own deputy → name somebody else, or leave deputy out',
  ],
  'deputy-outside': [
    '14:103 roles.president.holders[0].deputy: stands in while the role is not held → keep it within the dates of the holder',
  ],
  'exception-of-nobody': ['37:18 rules.managers-inside.exceptions[0]: spares nobody → add who or group'],
  'exception-of-own-group': [
    '37:20 rules.managers-inside.exceptions[0].who: an exception knows no group of its own → name a department',
  ],
  'exception-unknown-role': [
    '37:33 rules.managers-inside.exceptions[0].who.role: there is no role "manager" → did you mean "managers"?',
  ],
  'exception-without-end': ['37:18 rules.managers-inside.exceptions[0].until: is missing → add "until: …"'],
  'exception-without-reason': ['37:18 rules.managers-inside.exceptions[0].reason: is missing → add "reason: …"'],
  'format-for-nobody': [
    '45:71 rules.more.settings.formats[1]: nobody is left for it: format 1 is for the same people → put the narrower one first',
  ],
  'holder-ends-early': [
    '14:78 roles.president.holders[0].until: ends before it begins (2026-09-01) → write the last day, not the first',
  ],
  'holder-without-source': ['14:36 roles.president.holders[0].source: is missing → add "source: …"'],
  'name-banned': [
    '45:27 rules.more.settings.formats[0]: nobody can write it: "示例公司" is banned → take it from bannedWords',
  ],
  'name-lengths': ['45:28 rules.more.settings.minLength: is more than maxLength (8) → let it be less'],
  'name-too-long': [
    '45:27 rules.more.settings.formats[0]: nobody can write it in 8 characters: it has 11 at least → raise maxLength',
  ],
  'narrow-circle': [
    '17:47 kinds.large.of: leads back to itself: large → huge → let one of them be a kind of its own',
    '18:47 kinds.huge.of: leads back to itself: huge → large → let one of them be a kind of its own',
  ],
  'narrow-impossible': [
    '17:98 kinds.large.when.membersBelow: no group has so many members and so few → let it be more',
  ],
  'narrow-no-day': ['17:106 kinds.large.when.createdBefore: no day lies between the two → let it be later'],
  'narrow-says-nothing': ['17:58 kinds.large.when: says nothing → say when: membersFrom, owner, ownerDepartment …'],
  'narrow-undecided': [
    '17:73 kinds.open.of: what is undecided is neither narrowed nor narrow → decide it first, or keep the kinds apart',
  ],
  'narrow-unknown': ['17:47 kinds.large.of: there is no kind "marketting" → did you mean "marketing"?'],
  'narrow-without-of': ['17:43 kinds.large.when: narrows no kind → add "of: the wider kind", or remove when'],
  'narrow-without-when': ['17:47 kinds.large.of: says no condition → add "when: …", or remove of'],
  'nickname-too-long': [
    '45:27 rules.more.settings.formats[0]: nobody can write 8 characters or more in 6 → raise maxLength, or name fewer parts',
  ],
  'required-not-allowed': [
    '39:11 rules.managers-inside.settings.required[0]: 管理人员 must be inside and may not be (more, exchange) → add them to allowed of more, or require nobody of them',
  ],
  'role-stands-for-nobody': ['13:3 roles.planners: stands for nobody → add who or holders'],
  'said-twice': ['41:11 rules.more.rule: says the same thing as managers-inside in exchange → keep one of the two'],
  'split-below-least': [
    '45:44 rules.more.settings.thresholds[0]: a group needs 100 members and is split from 51 on → raise over',
  ],
  'two-answers': [
    '49:12 rules.other.kinds: one gives another answer to the same question in exchange, marketing → let each kind have one of them, or write both into one',
  ],
  'two-kinds-one-name': [
    '17:18 kinds.sales.name: is the name of "marketing", too → people choose a kind by its name: change one',
  ],
  'rollout-a-word': ['37:14 rules.managers-inside.rollout: cannot be text → write "default" or a list'],
  'rollout-backwards': [
    '37:76 rules.managers-inside.rollout[1].from: comes before the step above (2026-10-01) → write the steps in order of their days',
  ],
  'rollout-leads-nowhere': [
    '37:14 rules.managers-inside.rollout: leads nowhere: the rule is at observe → set the level it is to reach, or take it out',
  ],
  'rollout-off': [
    '37:24 rules.managers-inside.rollout[0].level: "off" is not possible here → there are: observe, remind, propose',
  ],
  'rollout-tells-first': [
    '37:24 rules.managers-inside.rollout[0].level: tells people before anything was observed → let the first step observe',
  ],
  'rollout-too-far': [
    '37:62 rules.managers-inside.rollout[1].level: goes further than the rule (remind) → lower it, or raise the level of the rule',
  ],
  'workday-overlaps': [
    '33:7 manners.workday[1]: begins at 12:00, before the one above ends → write the spans in order',
  ],
};

const said = ({ line, col, path, message, remedy }: Problem): string =>
  `${line}:${col} ${path === '' ? '' : `${path}: `}${message} → ${remedy}`;

describe('a bad policy file', () => {
  test('every fixture is in the table, and there are enough of them', () => {
    const files = readdirSync(folder).map((file) => file.replace('.yaml', ''));
    expect(files.sort()).toEqual([...Object.keys(BAD), ...LOADS].sort());
    expect(Object.keys(BAD).length).toBeGreaterThanOrEqual(25);
  });

  test.each(Object.entries(BAD))('%s says where, what and what to do', (name, expected) => {
    const result = loadPolicy(source(name), `${name}.yaml`);
    expect('problems' in result && result.problems.map(said)).toEqual(expected);
  });

  test('the same file without its mistake loads; what nobody uses is remarked on and is no obstacle', () => {
    const result = loadPolicy(source('good'), 'good.yaml');
    expect('open' in result && result.open.map((problem) => `${problem.gravity} ${said(problem)}`)).toEqual([
      'open 1:9 policy: nobody is named who decides about leaders: such matters rest with HR and counsel → write lastInstance, such as { title: 总裁 }',
      'open 13:3 roles.planners: nothing names this role → use it, or take it out',
      'open 16:3 kinds.marketing: no rule looks at groups of this kind → name it in kinds of a rule',
    ]);
  });

  test('a problem is printed as compilers print it, with the line and a caret under wide characters, too', () => {
    const result = loadPolicy(source('misspelt-selector-key'), 'p.yaml');
    const problem = 'problems' in result ? result.problems[0] : undefined;
    expect(problem && `${problemText(problem)}\n${excerpt(problem, source('misspelt-selector-key'))}`).toBe(
      [
        'p.yaml:13:34 roles.planners.who.departmant: there is no such key',
        '  → did you mean "department"?',
        '  |   planners: { name: 策划人员, who: { departmant: 策划部 } }',
        `  | ${' '.repeat(37)}^`,
      ].join('\n'),
    );
  });
});

describe('a hostile policy file', () => {
  test.each([
    ['brackets without end', `a: ${'['.repeat(100_000)}`],
    ['dashes without end', '- '.repeat(100_000)],
    ['braces without end', `a: ${'{ b: '.repeat(20_000)}`],
    ['indents without end', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s: refused without being parsed', (_, text) => {
    expect(loadPolicy(text, 'p.yaml')).toMatchObject({ problems: [{ message: 'nested too deeply' }] });
  });

  test('a file larger than a policy can be is refused', () => {
    expect(loadPolicy(`a: ${'x'.repeat(300_000)}`, 'p.yaml')).toMatchObject({
      problems: [{ message: 'the file is larger than 256 KB' }],
    });
  });

  test('keys of JavaScript are keys like others', () => {
    const text = `${source('good')}__proto__: { level: off }\nconstructor: x\n`;
    const result = loadPolicy(text, 'p.yaml');
    expect('problems' in result && result.problems.map(({ path, message }) => [path, message])).toEqual([
      ['__proto__', 'there is no such key'],
      ['constructor', 'there is no such key'],
    ]);
  });
});

describe('a number that nobody has set', () => {
  test.each([
    ['unset-grace', 'rules.managers-inside.grace', 'ask 行政部 and write it here; suggested: 2 个工作日'],
    [
      'unset-setting',
      'rules.managers-inside.settings.newcomerDays',
      'ask 行政部 and write it here; until then set the level to off',
    ],
  ])('%s loads, is reported, and its rule is not judged', (name, path, remedy) => {
    const result = loadPolicy(source(name), `${name}.yaml`);
    if ('problems' in result) expect.unreachable(result.problems.map(said).join('\n'));
    expect(result.open.filter(({ gravity }) => gravity === 'unset')).toMatchObject([{ path, remedy }]);
    expect(result.policy.uses.map(({ unset }) => unset)).toEqual([[path.replace('rules.managers-inside.', '')]]);
  });

  test('at level off it is no obstacle', () => {
    const result = loadPolicy(source('unset-grace').replace('level: remind', 'level: off'), 'p.yaml');
    expect('open' in result && result.open.filter(({ gravity }) => gravity === 'unset')).toEqual([]);
    expect('open' in result && result.open.length).toBeGreaterThan(0);
  });
});
