import type { CorpConfig } from '../config.ts';
import type { OpenDeps } from '../open-deps.ts';
import type { Store } from '../queue/store.ts';
import { pause } from '../time.ts';
import { corpsOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { clockOf } from './moments.ts';
import { type ArchiveLine, archiveNeeds, archiveRows, countArchive } from './status-archive.ts';
import { type Counts, countAll } from './status-counts.ts';
import { type Guards, guardRows, guardsOf } from './status-guards.ts';
import { table } from './table.ts';

/** What the client makes is listed to no app: nobody can count it, and 0 would be a lie. */
export const CLIENT_MADE = 'unknown';
export const CLIENT_MADE_IN_WORDS =
  '成员自建的内部群没有接口可查：数目未知，不是 0。\n' +
  'Groups that members made in the client are listed to no app: how many there are is unknown, not 0.\n';

export async function statusOf(deps: OpenDeps, slug: string | undefined): Promise<Answer> {
  const corps = corpsOf(deps.config, slug);
  const queue = await queueOf(deps.store);
  const all = [];
  for (const corp of corps) {
    const [counts, archive, guards] = await deps.db.withCorp(corp.slug, async (tx) => [
      await countAll(tx, corp.slug),
      await countArchive(tx, corp),
      await guardsOf(tx, corp),
    ]);
    all.push({ corp, counts, archive, guards, attention: [...attentionOf(counts), ...archiveNeeds(archive)] });
  }
  const down = queue.state === 'down';
  return {
    exit: down || all.some(({ attention }) => attention.length > 0) ? 1 : 0,
    json: {
      queue,
      corps: all.map(({ corp, counts, archive, guards, attention }) => ({
        corp: corp.slug,
        name: corp.name,
        ...counts,
        groups: { ...counts.groups, clientMade: CLIENT_MADE },
        archive,
        ...guards,
        attention,
      })),
    },
    text: [queueLine(queue), ...all.map(report)].join('\n'),
  };
}

interface Queue {
  readonly backend: 'redis' | 'postgres' | 'none';
  readonly state: 'up' | 'down' | 'none';
}

/** Redis answers a moment after it was opened. */
async function queueOf(store: Store | null): Promise<Queue> {
  if (store === null) return { backend: 'none', state: 'none' };
  for (let tries = 0; tries < 20 && store.state() === 'down'; tries += 1) await pause(50);
  return { backend: store.backend, state: store.state() };
}

const queueLine = ({ backend, state }: Queue): string =>
  backend === 'none'
    ? 'Queue: none; everything is found by the sweep, once a second\n'
    : `Queue: ${backend}, ${state}${state === 'down' ? ' ✗ the sweep goes on without it' : ''}\n`;

/** What should not stay so, each with what to do. */
function attentionOf({
  callbacks,
  notices,
  sync,
  policies,
  brakes,
  stops,
  rollouts,
  unreliable,
  notGraded,
}: Counts): string[] {
  const { parked } = callbacks;
  return [
    parked > 0 ? `${parked} callbacks are parked: callback ls --parked` : '',
    notices.unknown > 0 ? `of ${notices.unknown} notices nobody knows whether they were shown: case show <number>` : '',
    notices.failed > 0 ? `${notices.failed} notices did not reach anybody: case show <number>` : '',
    brakes > 0 ? `${brakes} rules are held by the brake: too many new cases in an hour: resume rule:<name>` : '',
    ...stops.map(
      ({ target, name, stoppedBy }) =>
        `${whatIs(target, name)} is paused by ${stoppedBy}, nobody is told: resume ${whatIs(target, name)}`,
    ),
    ...unreliable.map((rule) => `${rule}: fewer than 80 of 100 finds were right: words precision`),
    notGraded > 0 ? `${notGraded} messages of the last days were not graded: see classifier in qungui.yaml` : '',
    ...rollouts.map((instance) => `the next step of ${instance} waits for a person: policy rollout show`),
    sync.last === null ? 'people were never read: sync' : '',
    sync.failed !== null || sync.retryAt !== null ? `the last try to read people or groups failed: sync` : '',
    policies.length === 0 ? 'no policy is in force, nothing is judged: policy publish <file>' : '',
  ].filter((line) => line !== '');
}

const whatIs = (target: string, name: string): string => (target === 'corp' ? 'corp' : `${target}:${name}`);

interface Said {
  readonly corp: CorpConfig;
  readonly counts: Counts;
  readonly archive: ArchiveLine;
  readonly guards: Guards;
  readonly attention: readonly string[];
}

function report({ corp, counts, archive, guards, attention }: Said): string {
  const at = clockOf(corp.timeZone);
  const { people, groups, cases, callbacks, notices, timers, sync, policies, stops } = counts;
  const rows: [string, string][] = [
    ['people', people ? `${people.employees} of the corp, ${people.outsiders} outside` : 'unknown: never read'],
    ['groups', `${inWords(groups.byReach)}; made in the client: ${CLIENT_MADE}`],
    ['register', `${groups.registered} registered, ${groups.unregistered} not`],
    ['open cases', `${inWords(cases.byState)}${cases.held > 0 ? `; ${cases.held} of them held, nobody was told` : ''}`],
    ['callbacks', `${callbacks.unfinished} unfinished, ${callbacks.parked} parked`],
    ['oldest waits since', at(callbacks.oldest)],
    [
      'notices',
      `${notices.waiting} waiting${notices.nextAt === null ? '' : ` (the next from ${at(notices.nextAt)} on)`}, ${notices.unknown} unknown, ${notices.failed} failed`,
    ],
    ['timers', `${timers.due} due, the next at ${at(timers.next)}`],
    ...archiveRows(archive, at),
    ['people read', [at(sync.last), ...troubles(sync, at)].join('; ')],
    [
      'stopped',
      stops.map(({ target, name, since }) => `${whatIs(target, name)} since ${at(since)}`).join(', ') || 'nothing',
    ],
    ['policies', policies.map(({ slug, version }) => `${slug} v${version}`).join(', ') || 'none in force'],
    ...guardRows(guards),
  ];
  const needs = attention.length > 0 ? `  Needs a look:\n${attention.map((line) => `  ✗ ${line}\n`).join('')}` : '';
  return `${table([corp.slug, corp.name], rows)}${needs}`;
}

const troubles = ({ failed, retryAt }: Counts['sync'], at: (date: Date) => string): string[] => [
  ...(failed ? [`given up at ${at(failed)}`] : []),
  ...(retryAt ? [`failing, tried again at ${at(retryAt)}`] : []),
];

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ') || '0';
