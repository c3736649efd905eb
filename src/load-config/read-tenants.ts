import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { CorpConfig, KmsConfig, SurfaceConfig, SurfaceName, TracingConfig } from '../config.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { jurisdictionNames } from '../legal/jurisdictions.ts';
import { suggestion } from '../policy/nearest.ts';
import { type Path, type Problem, pathText, problemText } from '../policy/problem.ts';
import { readYaml, type Written } from '../policy/read-yaml.ts';
import { zodProblems } from '../policy/zod-problems.ts';
import { archiveOf } from './read-archive.ts';
import { classifierOf } from './read-classifier.ts';
import { type Found, type Place, readSecrets } from './secrets.ts';
import { type Retention, type SurfaceEntry, TenantsFile } from './tenants-file.ts';

export interface Tenants {
  readonly corps: ReadonlyMap<Corp, CorpConfig>;
  readonly retention: Retention;
  readonly tracing?: TracingConfig;
  readonly kms?: KmsConfig;
}

/** A problem with a code of its own; the others are E-CONFIG-FILE. */
type Coded = Problem & { readonly code?: string };

/** Reads the tenants file and the secrets it refers to, or says everything that is wrong, each at its line. [E-CONFIG-…] [E-SECRET-…] */
export function readTenants(place: Place, cwd: string): Tenants {
  const shown = shownPath(place.tenantsFile, cwd);
  const source = readSource(place.tenantsFile, shown);
  const written = readYaml(source, shown, TENANTS);
  if ('problems' in written) throw unusable(shown, unreadable(written.problems));
  const found = readSecrets(written.data, place);
  const parsed = TenantsFile.safeParse(written.data);
  const problems: Coded[] = [
    ...zodProblems(parsed.error?.issues ?? [], TenantsFile, written.data, written),
    ...found.flatMap((one) => (one.kind === 'missing' ? [secretProblem(one, written)] : [])),
    ...(parsed.success ? crossProblems(parsed.data, written, place) : []),
  ];
  if (!parsed.success || problems.length > 0) throw unusable(shown, problems);
  const secrets = new Map(found.flatMap((one) => (one.kind === 'secret' ? [[pathText(one.path), one.value]] : [])));
  const { retention, tracing, keys } = parsed.data;
  const authorization = secrets.get('tracing.authorization') ?? null;
  return {
    corps: corpsOf(parsed.data, secrets, place),
    retention,
    ...(keys && { kms: { command: keys.kek.command, timeoutMs: keys.kek.timeoutSeconds * 1_000 } }),
    ...(tracing && { tracing: { ...tracing, authorization } }),
  };
}

const shownPath = (file: string, cwd: string): string => {
  const path = relative(cwd, file);
  return path.startsWith('..') ? file : path;
};

function readSource(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HouseError({
      code: 'E-CONFIG-MISSING',
      what: `There is no ${shown}.`,
      why: 'It names the WeCom corps, their surfaces and where their secrets are; without it nobody is served.',
      remedy: 'Run npm run qungui -- init, which asks and writes it; or set QUNGUI_CONFIG to where it is.',
      retry: 'never',
      cause,
    });
  }
}

/** What cannot even be read as plain YAML. Parsers like to quote what they trip over, and here that may be a secret. */
function unreadable(problems: readonly Problem[]): Problem[] {
  const said = problems.map((problem) => ({
    ...problem,
    message: problem.message.split(/[:"]/, 1).join('').trim(),
  }));
  // One slip makes a parser stumble again and again behind it: only the first stumble tells anything.
  return said.filter(({ message }, at) => at === 0 || message !== 'not readable as YAML');
}

const SHAPE = 'plain YAML begins with "corps:"; npm run qungui -- init shows the shape';
const TENANTS = { name: 'list of corps', start: SHAPE, instead: SHAPE } as const;

const secretProblem = (found: Extract<Found, { kind: 'missing' }>, written: Written): Coded => ({
  ...written.problem(found.path, 'error', found.message, found.remedy),
  code: found.code,
});

/** What no single setting can be blamed for. */
function crossProblems({ corps }: TenantsFile, written: Written, { tenantsFile }: Place): Problem[] {
  const firstWith = new Map<string, string>();
  return Object.entries(corps).flatMap(([slug, { corpid, policies, jurisdiction, pages, surfaces }]) => {
    const path: Path = ['corps', slug];
    const other = firstWith.get(corpid);
    firstWith.set(corpid, other ?? slug);
    const twice = other
      ? [
          written.problem(
            [...path, 'corpid'],
            'error',
            `is the corpid of ${other} as well`,
            'one corp, one entry: give it several policies instead',
          ),
        ]
      : [];
    const absent = policies.flatMap((policy, i) =>
      existsSync(resolve(dirname(tenantsFile), policy))
        ? []
        : [
            written.problem(
              [...path, 'policies', i],
              'error',
              `there is no file ${policy}`,
              'paths start at the folder of this file',
            ),
          ],
    );
    const unsigned =
      pages && !surfaces.app
        ? [
            written.problem(
              [...path, 'pages'],
              'error',
              'has pages that nobody can sign in to',
              'add the app: WeCom says through it who opens a page',
            ),
          ]
        : [];
    const names = jurisdictionNames();
    const lawless = names.includes(jurisdiction)
      ? []
      : [
          written.problem(
            [...path, 'jurisdiction'],
            'error',
            `there is no jurisdiction ${jurisdiction}`,
            suggestion(jurisdiction, names),
          ),
        ];
    return [...twice, ...absent, ...lawless, ...unsigned];
  });
}

function corpsOf(
  { corps }: TenantsFile,
  secrets: ReadonlyMap<string, string>,
  { tenantsFile }: Place,
): Tenants['corps'] {
  const folder = dirname(tenantsFile);
  return new Map(
    Object.entries(corps).map(
      ([
        key,
        { corpid, name, timeZone, surfaces, sweepDays, policies, jurisdiction, pages, classifier, callbackFrom },
      ]) => {
        const slug = key as Corp;
        const all = Object.entries(surfaces).flatMap(([surface, entry]) =>
          entry ? [[surface, surfaceOf(slug, surface as SurfaceName, entry, corpid, secrets)] as const] : [],
        );
        const paths = policies.map((policy) => resolve(folder, policy));
        const surfaceByName = Object.fromEntries(all);
        const known = {
          slug,
          corpid,
          name,
          timeZone,
          surfaces: surfaceByName,
          sweepDays,
          policies: paths,
          jurisdiction,
        };
        const secretAt = (...rest: Path) => secrets.get(pathText(['corps', slug, 'surfaces', 'archive', ...rest]));
        const archive = surfaces.archive && archiveOf(surfaces.archive, folder, secretAt);
        const bearer = secrets.get(pathText(['corps', slug, 'classifier', 'key']));
        const grading = classifier && { classifier: classifierOf(classifier, bearer) };
        return [
          slug,
          {
            ...known,
            ...(callbackFrom && { callbackFrom }),
            ...(pages && { pages }),
            ...(archive && { archive }),
            ...grading,
          },
        ];
      },
    ),
  );
}

function surfaceOf(
  slug: Corp,
  name: SurfaceName,
  { agentId, callbacks, path }: SurfaceEntry,
  corpid: string,
  secrets: ReadonlyMap<string, string>,
): SurfaceConfig {
  const secretAt = (...rest: Path): string | undefined =>
    secrets.get(pathText(['corps', slug, 'surfaces', name, ...rest]));
  return {
    name,
    agentId: agentId ?? null,
    secret: secretAt('secret') ?? null,
    callbackKeys: callbacks.map((_, i) => ({
      token: secretAt('callbacks', i, 'token') ?? '',
      aesKey: secretAt('callbacks', i, 'aesKey') ?? '',
    })),
    ...(path && { path }),
    // Envelopes for a robot name nobody [101033]; for everything else an empty receiver would let every corp in.
    receiverId: name === 'robot' ? '' : corpid,
  };
}

function unusable(file: string, problems: readonly Coded[]): HouseError {
  const inOrder = [...problems].sort((a, b) => a.line - b.line || a.col - b.col);
  const codes = new Set(inOrder.map(({ code }) => code ?? 'E-CONFIG-FILE'));
  const [only = 'E-CONFIG-FILE'] = codes;
  return new HouseError({
    code: codes.size === 1 ? only : 'E-CONFIG-FILE',
    what: `${file} cannot be used: ${inOrder.length === 1 ? 'one thing is wrong' : `${inOrder.length} things are wrong`}.`,
    why: inOrder.map(problemText).join('\n'),
    remedy: 'Correct what is named; nothing was started.',
    retry: 'never',
  });
}
