import { z } from 'zod';
import type { CorpConfig } from '../config.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { keepGroup } from '../managed/keep-group.ts';
import { requestGroup } from '../managed/request-group.ts';
import { type Request, type WantedGroup, weighGroup } from '../managed/weigh-group.ts';
import { dayBegins, dayEnds } from '../work-time/local-days.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { knownGroups } from './find-group.ts';
import { RegisterFile } from './register-file.ts';
import { readStrict, refusedFile } from './strict-file.ts';
import { printable } from './table.ts';

const CreateFile = z.strictObject({
  groups: z
    .array(
      RegisterFile.shape.groups.element.omit({ chatId: true, reach: true }).extend({
        name: z.string().min(1).max(50).describe('what the group is called'),
        owner: z.string().min(1).max(64).nullable().default(null).describe('the account that owns it'),
        replaces: z
          .string()
          .min(1)
          .nullable()
          .default(null)
          .describe('chat id or name of the hand-made group before it'),
      }),
    )
    .min(1),
});
type Entry = z.output<typeof CreateFile>['groups'][number];

interface Made {
  readonly name: string;
  readonly request: Request;
  readonly state: 'would-be-made' | 'made' | 'known' | 'refused';
}

/** Makes the groups of a file, one after another; `--dry-run` says with whom. */
export async function createGroups(
  deps: Deps,
  file: string,
  { corp: slug, by, dryRun }: { readonly corp?: string; readonly by: string; readonly dryRun?: true },
): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const read = readStrict(file, CreateFile, 'groups:');
  if (read.state === 'wrong') return refusedFile(file, read.source, read.problems);
  const made: Made[] = [];
  for (const entry of read.data.groups) {
    const wanted = await wantedOf(deps, corp, entry);
    made.push(dryRun ? await weigh(deps, corp, wanted) : await make(deps, corp, wanted, by));
  }
  return {
    exit: made.some(({ state }) => state === 'refused') ? 3 : 0,
    json: { corp: corp.slug, groups: made.map(asJson) },
    text: made.map((one) => printed(one)).join(''),
  };
}

async function wantedOf(deps: Deps, { slug, timeZone }: CorpConfig, entry: Entry): Promise<WantedGroup> {
  const { name, owner, replaces, admins, endsAt, ...line } = entry;
  return {
    name,
    owner,
    replaces: replaces === null ? null : await predecessorOf(deps, slug, replaces),
    registration: {
      ...line,
      endsAt: endsAt === null ? null : dayEnds(endsAt, timeZone),
      admins: admins.map(({ userid, appointedBy, since, until }) => ({
        userid: userid.toLowerCase(),
        appointedBy,
        since: dayBegins(since, timeZone),
        until: until === null ? null : dayEnds(until, timeZone),
      })),
    },
  };
}

async function predecessorOf(deps: Deps, slug: CorpConfig['slug'], wanted: string): Promise<string> {
  const groups = await deps.db.withCorp(slug, (tx) => knownGroups(tx, slug));
  const found = groups.filter(({ chatId, name }) => chatId === wanted || name === wanted);
  const [only, ...others] = found;
  if (only && others.length === 0) return only.chatId;
  throw wrongUse(
    `no one group is ${JSON.stringify(wanted)}`,
    found.length === 0 ? 'none of the known groups is called so' : `${found.length} groups are`,
    'register the old group first, or name it by its chat id: groups list',
  );
}

async function weigh(deps: Deps, { slug }: CorpConfig, wanted: WantedGroup): Promise<Made> {
  const request = await deps.db.withCorp(slug, async (tx) => weighGroup(tx, slug, wanted, await nowIn(tx)));
  return { name: wanted.name, request, state: 'would-be-made' };
}

async function make(deps: Deps, { slug }: CorpConfig, wanted: WantedGroup, by: string): Promise<Made> {
  const request = await requestGroup(deps, slug, wanted, by);
  const { state } = await keepGroup(deps, slug, request.chatId, { by, confirmedRemovals: 0 });
  await deps.bell.ring('timers', slug);
  if (state === 'not-made') return { name: wanted.name, request, state: 'refused' };
  return { name: wanted.name, request, state: request.state === 'known' ? 'known' : 'made' };
}

const asJson = ({ name, state, request: { chatId, owner, roster } }: Made) => ({
  name,
  chatId,
  state,
  owner,
  members: [...roster.belongs.values()].map(({ userid, why }) => ({ userid, why })),
  blocked: roster.blocked,
});

const STATES: Readonly<Record<Made['state'], string>> = {
  'would-be-made': 'A dry run: nothing was made.',
  made: '✓ made, and kept so from now on',
  known: '= it was made before',
  refused: '✗ WeCom refused it: see audit.group_changes',
};

function printed({ name, state, request: { chatId, owner, roster } }: Made): string {
  const members = [...roster.belongs.values()].map(({ userid, why }) => `  + ${userid} (${why})`);
  const blocked = roster.blocked.map(({ userid, because }) => `  ! ${userid}: not added, ${because}`);
  return [`${name} (${chatId}), owner ${owner}`, ...members, ...blocked, STATES[state]]
    .map((line) => `${printable(line)}\n`)
    .join('');
}
