import { z } from 'zod';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { type ShortNames, setShortNames } from '../directory/short-names.ts';
import type { Corp } from '../ids.ts';
import { suggestion } from '../policy/nearest.ts';
import type { Problem } from '../policy/problem.ts';
import type { Written } from '../policy/read-yaml.ts';
import { corpOf } from './corps.ts';
import { counted } from './counted.ts';
import type { Answer } from './desk.ts';
import { readStrict, refusedFile } from './strict-file.ts';

const say = (message: string, remedy: string) => ({ error: `${message} → ${remedy}` });

const Line = z.strictObject({
  /** Its name in WeCom; or its id, where several have the same name. */
  department: z.union([z.string().min(1), z.int()], say('is no department', 'write its name in WeCom, or its id')),
  shortNames: z.array(z.string().trim().min(1, say('is empty', 'write a name or remove the line')).max(32)).min(1),
});
const ShortNamesFile = z.strictObject({ departments: z.array(Line) });
type Lines = z.output<typeof ShortNamesFile>['departments'];

type Known = readonly { readonly departmentId: number; readonly name: string }[];

/** Makes the short names what the file says, and has the groups of those departments' people looked at again. */
export async function setShortNamesFrom(
  deps: Deps,
  file: string,
  { corp: named, by }: { readonly corp?: string; readonly by: string },
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const read = readStrict(file, ShortNamesFile, 'departments:');
  if (read.state === 'wrong') return refusedFile(file, read.source, read.problems);
  const keys = await deps.keys.of(corp);
  const done = await deps.db.withCorp(corp, async (tx) => {
    const { departments, problems } = resolve(read.data.departments, await knownDepartments(tx, corp), read.written);
    if (problems.length > 0) return { problems };
    return { changed: await setShortNames(tx, corp, keys, { departments, by }, await nowIn(tx)) };
  });
  if ('problems' in done) return refusedFile(file, read.source, done.problems);
  const { changed } = done;
  if (changed > 0) await deps.bell.ring('timers', corp);
  const departments = read.data.departments.length;
  return {
    exit: 0,
    json: { corp, departments, changed },
    text: `✓ ${counted(departments, 'department')}, ${counted(changed, 'change')}${changed > 0 ? '; the groups of their people are looked at again' : ''}\n`,
  };
}

const knownDepartments = (tx: Tx, corp: Corp): Promise<Known> =>
  tx.departmentState.findMany({ where: { corp, until: null }, select: { departmentId: true, name: true } });

function resolve(lines: Lines, known: Known, written: Written): { departments: ShortNames[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const departments = new Map<number, ShortNames>();
  for (const [i, line] of lines.entries()) {
    const at = ['departments', i, 'department'];
    const complain = (message: string, remedy: string) => problems.push(written.problem(at, 'error', message, remedy));
    const found = known.filter((one) => one.departmentId === line.department || one.name === line.department);
    const [only, ...others] = found;
    if (!only) complain(`there is no department ${line.department}`, nearTo(line.department, known));
    else if (others.length > 0)
      complain(
        `${found.length} departments are called ${line.department}`,
        `say which by its id: ${found.map((one) => one.departmentId).join(', ')}`,
      );
    else if (departments.has(only.departmentId))
      complain(`${line.department} stands here twice`, 'write all its short names in one place');
    else departments.set(only.departmentId, { departmentId: only.departmentId, names: line.shortNames });
  }
  return { departments: [...departments.values()], problems };
}

const nearTo = (wanted: string | number, known: Known): string =>
  known.length === 0
    ? 'no department is known yet: run sync first'
    : suggestion(
        String(wanted),
        known.map(({ name }) => name),
      );
