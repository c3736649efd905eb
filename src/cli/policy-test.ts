import { unseenIn } from '../groups/unseen.ts';
import { whoIsWho } from '../hearing/who-is-who.ts';
import { loadPolicy } from '../policy/load.ts';
import { loadCases, usesOf } from '../policy/load-cases.ts';
import type { Policy } from '../policy/policy.ts';
import { type Tried, tryCases } from '../policy/try-cases.ts';
import type { Answer } from './desk.ts';
import { wrongUse } from './desk.ts';
import { readSource } from './read-source.ts';
import { refusedFile } from './strict-file.ts';

/** `policies/x.yaml` has its cases in `policies/x.cases.yaml`, unless another file is named. */
export const casesBeside = (file: string): string => file.replace(/(\.ya?ml)?$/, '.cases.yaml');

/** Judges the cases beside a policy; 1 when one of them comes out otherwise. */
export function testPolicy(file: string, cases: string = casesBeside(file)): Answer {
  const loaded = loadPolicy(readSource(file), file);
  if ('problems' in loaded)
    throw wrongUse(
      `${file} has ${loaded.problems.length} mistakes`,
      'a wrong file cannot be tried',
      `run: npm run qungui -- policy check ${file}`,
    );
  const source = readSource(cases);
  const read = loadCases(source, cases, loaded.policy);
  if ('problems' in read) return refusedFile(cases, source, read.problems);
  const tried = tryCases(loaded.policy, read.cases, {
    unseenIn: (reach) => unseenIn({ reach, evidence: '' }, new Date(0)),
    whoIsWho,
  });
  const broken = tried.filter(({ outcome }) => outcome === 'broken');
  const untried = clausesWithoutCases(loaded.policy, tried);
  return {
    exit: broken.length > 0 ? 1 : 0,
    json: { policy: loaded.policy.slug, cases: tried, untried },
    text: [...tried.map(line), ...summary(tried, broken.length, untried)].join(''),
  };
}

/** Checked clauses for which no case shows both what is found and what is fine. */
function clausesWithoutCases(policy: Policy, tried: readonly Tried[]) {
  return policy.clauses
    .filter(({ id }) => usesOf(policy, id).length > 0)
    .flatMap(({ id }) => {
      const shown = new Set(tried.filter(({ clause }) => clause === id).map(({ shows }) => shows));
      const lacks = (['found', 'fine'] as const).filter((one) => !shown.has(one) && !shown.has('unseen'));
      return lacks.length > 0 ? [{ clause: id, lacks }] : [];
    });
}

function line({ name, clause, outcome, missing, surplus }: Tried): string {
  const head = `${outcome === 'kept' ? '✓' : '✗'} ${clause} ${name}\n`;
  return [
    head,
    ...missing.map((one) => `    应有而没有：${one}\n`),
    ...surplus.map((one) => `    没料到：${one}\n`),
  ].join('');
}

function summary(tried: readonly Tried[], broken: number, untried: ReturnType<typeof clausesWithoutCases>): string[] {
  const words = { found: 'a breach', fine: 'a fine one' } as const;
  return [
    `\n${tried.length} cases, ${broken} came out otherwise\n`,
    ...untried.map(
      ({ clause, lacks }) => `  ${clause} has no case that shows ${lacks.map((one) => words[one]).join(' or ')}\n`,
    ),
  ];
}
