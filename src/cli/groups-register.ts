import type { CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { loadDirectory } from '../directory/load-directory.ts';
import { loadRegistered } from '../groups/load-facts.ts';
import { type Registration, registerGroup } from '../groups/register.ts';
import { type Change, changesTo } from '../register/changes.ts';
import { policiesInForce } from '../review/policies.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { knownGroups } from './find-group.ts';
import { RegisterFile } from './register-file.ts';
import { type Known, resolveAll } from './register-resolve.ts';
import { readStrict, refusedFile } from './strict-file.ts';
import { printable } from './table.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
  readonly dryRun?: true;
}

interface Line {
  readonly registration: Registration;
  readonly name: string;
  readonly state: 'new' | 'changed' | 'unchanged';
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
}

/** Reads the file, says what differs from the register and, unless it is a dry run, writes what differs. */
export async function registerFile(deps: Deps, file: string, { corp: slug, by, dryRun }: Options): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const read = readStrict(file, RegisterFile, 'groups:');
  if (read.state === 'wrong') return refusedFile(file, read.source, read.problems);
  const { known, at } = await deps.db.withCorp(corp.slug, (tx) => whatIsKnown(tx, corp));
  const resolved = resolveAll(read.data.groups, known, read.written);
  const problems = resolved.flatMap((one) => ('problems' in one ? one.problems : []));
  if (problems.length > 0) return refusedFile(file, read.source, problems);
  const entries = resolved.flatMap((one) => ('registration' in one ? [one] : []));
  const lines: Line[] = [];
  for (const entry of entries) lines.push(await compare(deps, corp, entry, at));
  const todo = lines.filter(({ state }) => state !== 'unchanged');
  if (!dryRun) for (const { registration } of todo) await registerGroup(deps, corp.slug, registration, by);
  if (!dryRun && todo.length > 0) await deps.bell.ring('timers', corp.slug);
  return {
    exit: 0,
    json: { file, corp: corp.slug, written: !dryRun, groups: lines.map(asJson) },
    text: `${lines.map(report).join('')}\n${sumOf(lines, dryRun)}\n`,
  };
}

async function whatIsKnown(tx: Tx, corp: CorpConfig): Promise<{ known: Known; at: Date }> {
  const at = await nowIn(tx);
  const known = {
    groups: await knownGroups(tx, corp.slug),
    policies: await policiesInForce(tx, corp.slug, at),
    directory: await loadDirectory(tx, corp.slug, at.getTime()),
    timeZone: corp.timeZone,
  };
  return { known, at };
}

async function compare(
  deps: Deps,
  { slug, timeZone }: CorpConfig,
  entry: Pick<Line, 'registration' | 'name' | 'notes'>,
  at: Date,
): Promise<Line> {
  const { registration } = entry;
  const { chatId } = registration;
  const known = await deps.db.withCorp(slug, (tx) => loadRegistered(tx, slug, [chatId]));
  const current = known.get(chatId) ?? null;
  const changes = changesTo(current, registration, at, timeZone);
  const state = current === null ? 'new' : changes.length > 0 ? 'changed' : 'unchanged';
  return { ...entry, state, changes };
}

const asJson = ({ registration, name, state, changes, notes }: Line) => ({
  chatId: registration.chatId,
  name,
  reach: registration.reach,
  state,
  changes,
  notes,
});

const MARKS = { new: '+', changed: '~', unchanged: '=' } as const;

function report({ registration: { chatId, reach }, name, state, changes, notes }: Line): string {
  return [
    `${MARKS[state]} ${name}${name === chatId ? '' : ` (${chatId})`}, ${reach}: ${state}`,
    ...changes.map(({ what, from, to }) => `    ${what}: ${from ?? 'none'} → ${to ?? 'none'}`),
    ...notes.map((note) => `    ! ${note}`),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

function sumOf(lines: readonly Line[], dryRun: true | undefined): string {
  const of = (state: Line['state']): number => lines.filter((line) => line.state === state).length;
  const sum = `${of('new')} new, ${of('changed')} changed, ${of('unchanged')} unchanged`;
  return dryRun ? `${sum}. A dry run: nothing was written.` : `✓ ${sum}. Every group that changed is looked at now.`;
}
