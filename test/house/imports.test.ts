import { describe, expect, test } from 'vitest';
import { importsOf } from './syntax.ts';
import { type SourceText, sources } from './tree.ts';

// The table "who may import whom" of ARCHITECTURE.md, as code. A room is a folder of src, a file at its top, or workers.

const ground = ['ids', 'errors', 'time', 'remembered'];
const told = [...ground, 'config', 'deps', 'log', 'metrics', 'tracing'];
const knowledge = ['work-time', 'obligations', 'policy', 'rules', 'content', 'events', 'sanctions'];
const edges = ['wecom', 'db', 'queue', 'audit', 'outbound'];
const useCases = [
  'intake',
  'review',
  'timers',
  'cases',
  'complaints',
  'decisions',
  'notices',
  'groups',
  'register',
  'managed',
  'messages',
  'hearing',
  'responses',
  'attendance',
  'daily-close',
  'publications',
  'directory',
  'record-reads',
  'sign-off',
  'duties',
  'legal',
  'doctor',
  'words',
  'evidence',
  'reports',
  'backlog',
  'backup',
  'retention',
  'own-data',
  'privacy',
  'go-live',
];
const doors = ['http', 'web', 'cli', 'workers'];
const inside = [...told, ...knowledge, ...edges, ...useCases];
/** What starts a process may know everybody; nobody but the doors' own starts knows it. */
const entries = ['main', 'server', 'load-config', 'open-deps', 'run-process', 'lean-heap'];

/** Which rooms a room may import, besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  ...each(ground, []),
  ...each(['config', 'log', 'metrics'], ground),
  tracing: [...ground, 'config'],
  deps: [...told, ...edges],
  events: [...ground, 'work-time'],
  content: [...ground, 'events'],
  'work-time': ground,
  rules: [...ground, 'events', 'content', 'work-time', 'obligations'],
  policy: [...ground, 'events', 'rules', 'content', 'work-time', 'obligations', 'sanctions'],
  obligations: [...ground, 'events', 'work-time'],
  sanctions: [...ground, 'events', 'work-time', 'rules', 'policy'],
  ...each(edges, [...told, 'events', ...edges]),
  ...each(useCases, inside),
  http: [...inside, 'web'], // the socket before the pages; they do not know it
  web: inside,
  ...each(['cli', 'workers'], [...inside, ...entries]),
  ...each(entries, [...inside, ...doors, ...entries]),
};

/** Where a package may be met: one door to each outside system. */
const doorOf: Readonly<Record<string, RegExp>> = {
  axios: /^src\/(wecom\/client\.ts|outbound\/)/,
  '@wecom/crypto': /^(src\/wecom\/callback|simulator)\//,
  bullmq: /^(src\/queue|workers)\//,
  ioredis: /^(src\/queue|workers)\//,
  fastify: /^(src\/http|src\/web|simulator)\//,
  pg: /^src\/(db|queue)\//,
  '@prisma/client': /^src\/db\//,
  '@prisma/adapter-pg': /^(src\/db|prisma)\//,
  commander: /^src\/cli\//,
  pino: /^src\/log\.ts$/,
  'prom-client': /^src\/metrics\.ts$/,
  '@opentelemetry/api': /^src\/tracing\//,
  '@opentelemetry/resources': /^src\/tracing\//,
  '@opentelemetry/sdk-trace-node': /^src\/tracing\//,
  '@opentelemetry/exporter-trace-otlp-http': /^src\/tracing\//,
};

/** The parts of the simulator that play the real service; the rest is a double, and shares no mistake with it. */
const playsTheProduct = /^simulator\/(main\.ts|demo\/|worlds\/)/;

/** Tests, measuring instruments and the settings of tools look at everything, through every door. */
const looksAtEverything = /\.test\.ts$|\.config\.ts$|^(test|bench)\//;

function each(rooms: readonly string[], allowed: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(rooms.map((room) => [room, allowed]));
}

function roomOf(path: string): string {
  const [top = '', room = ''] = path.split('/');
  return top === 'src' ? room.replace(/\.ts$/, '') : top;
}

function faultsOf(source: SourceText): string[] {
  if (looksAtEverything.test(source.path)) return [];
  return importsOf(source).flatMap((to) => {
    const fault = faultOf(source.path, to);
    return fault ? [`${source.path} imports ${to}: ${fault}`] : [];
  });
}

function faultOf(from: string, to: string): string | undefined {
  const door = doorOf[to];
  if (door) return door.test(from) ? undefined : 'this package has one door, and that is not it';
  if (/^(test|bench)\//.test(to)) return 'the product does not know its tests';
  if (from.startsWith('simulator/')) return faultOfSimulator(from, to);
  if (to.startsWith('simulator/')) return 'the product does not know its simulator';
  if (!isProduct(from) || !isProduct(to)) return undefined;
  const [room, wanted] = [roomOf(from), roomOf(to)];
  const allowed = mayImport[room];
  if (!allowed) return `the room ${room} is not in the table`;
  return room === wanted || allowed.includes(wanted) ? undefined : `${room} may not know ${wanted}`;
}

function faultOfSimulator(from: string, to: string): string | undefined {
  if (playsTheProduct.test(from) || !isProduct(to)) return undefined;
  return to === 'src/time.ts' ? undefined : 'the double shares nothing with the product but the clock';
}

const isProduct = (path: string): boolean => /^(src|workers)\//.test(path);

describe('who imports whom', () => {
  test('everybody keeps to the table', () => {
    expect(sources.flatMap(faultsOf)).toEqual([]);
  });

  test('every room of src is in the table', () => {
    const product = sources.map(({ path }) => path).filter((path) => isProduct(path) && !looksAtEverything.test(path));
    expect(product.filter((path) => !(roomOf(path) in mayImport))).toEqual([]);
  });

  test.each([
    ['src/rules/x.ts', "import { a } from '../db/client.ts'", 'rules may not know db'],
    ['src/rules/a/x.ts', "import type { A } from '../../policy/policy.ts'", 'rules may not know policy'],
    ['src/wecom/x.ts', "export { a } from '../intake/body.ts'", 'wecom may not know intake'],
    ['src/groups/x.ts', "const a = await import('../http/app.ts')", 'groups may not know http'],
    ['src/ids.ts', "import { a } from './time.ts'", 'ids may not know time'],
    ['src/nowhere/x.ts', "import { a } from '../ids.ts'", 'not in the table'],
    ['src/intake/x.ts', "import axios from 'axios'", 'one door'],
    ['src/http/x.ts', "import { Queue } from 'bullmq'", 'one door'],
    ['src/review/x.ts', "import { a } from '../../workers/main.ts'", 'review may not know workers'],
    ['src/review/x.ts', "import { a } from '../../test/db.ts'", 'does not know its tests'],
    ['workers/x.ts', "import { a } from '../simulator/tenant.ts'", 'does not know its simulator'],
    ['simulator/api/x.ts', "import { a } from '../../src/wecom/callback/query.ts'", 'shares nothing'],
  ])('%s may not say %s', (path, text, fault) => {
    expect(faultsOf({ path, text })).toEqual([expect.stringContaining(fault)]);
  });

  test.each([
    ['src/review/x.ts', "import { a } from '../cases/settle.ts'"],
    ['src/http/x.ts', "import fastify from 'fastify'"],
    ['src/http/x.test.ts', "import { freshDatabase } from '../../test/db.ts'"],
    ['simulator/demo/x.ts', "import { a } from '../../src/open-deps.ts'"],
    ['src/queue/x.ts', "import { Redis } from 'ioredis'"],
  ])('%s may say %s', (path, text) => {
    expect(faultsOf({ path, text })).toEqual([]);
  });
});
