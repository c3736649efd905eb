import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../src/time.ts';
import type { ApiFault, Faults } from '../faults/faults.ts';
import { countCall, type Stats } from '../stats.ts';
import type { Company } from '../world/company.ts';
import { addressEndpoints } from './addresses.ts';
import { appchatEndpoints } from './appchat.ts';
import { approvalEndpoints } from './approval.ts';
import { checkinEndpoints } from './checkin.ts';
import { directoryEndpoints } from './directory.ts';
import type { Body, Endpoint } from './endpoint.ts';
import { externalContactEndpoints } from './external-contact.ts';
import { passGate } from './gate.ts';
import { groupchatEndpoints } from './groupchat.ts';
import { interceptEndpoints } from './intercept.ts';
import { joinWayEndpoints } from './join-way.ts';
import { mediaEndpoints } from './media.ts';
import { menuEndpoints } from './menu.ts';
import { afterEndpoints } from './message-after.ts';
import { sendEndpoints } from './message-send.ts';
import { msgauditEndpoints } from './msgaudit.ts';
import type { Windows } from './rate.ts';
import { Refusal, refusalBody, wordsOf } from './refusal.ts';
import { sendBroken } from './send-broken.ts';
import { setupEndpoints } from './setup.ts';
import { signInEndpoints } from './sign-in.ts';
import { statisticsEndpoints } from './statistics.ts';
import { tagEndpoints } from './tags.ts';
import type { Tokens } from './tokens.ts';
import { transferEndpoints } from './transfer.ts';

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(
  [
    ...directoryEndpoints,
    ...externalContactEndpoints,
    ...groupchatEndpoints,
    ...transferEndpoints,
    ...joinWayEndpoints,
    ...interceptEndpoints,
    ...appchatEndpoints,
    ...approvalEndpoints,
    ...checkinEndpoints,
    ...sendEndpoints,
    ...mediaEndpoints,
    ...menuEndpoints,
    ...afterEndpoints,
    ...addressEndpoints,
    ...tagEndpoints,
    ...signInEndpoints,
    ...setupEndpoints,
    ...statisticsEndpoints,
    ...msgauditEndpoints,
  ].map((one) => [one.path, one]),
);

export interface ApiOptions {
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly windows: Windows;
  readonly faults: Faults;
  readonly statsOf: (company: Company) => Stats;
  /** Refusals of callers whose tenant is not known. */
  readonly strangers: Stats;
  readonly companies: ReadonlyMap<string, Company>;
  readonly hint: () => string;
}

interface Asked {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly raw: string;
  readonly ip: string;
  readonly method: string;
}

/** Everything under `/cgi-bin/`: HTTP 200 whatever happens, unless a fault says otherwise. */
export function apiRoutes(app: FastifyInstance, options: ApiOptions): void {
  app.all('/cgi-bin/*', async (request: FastifyRequest, reply: FastifyReply) => {
    const given: Asked = {
      path: (request.params as { '*': string })['*'],
      query: request.query as Record<string, string>,
      raw: typeof request.body === 'string' ? request.body : '',
      ip: request.ip,
      method: request.method,
    };
    if (given.path !== 'gettoken' && !ENDPOINTS.has(given.path)) return reply.code(404).send();
    const now = await options.clock.now();
    const company = whose(given, options, now);
    const asked = { ...given, ip: company?.settings.seenFrom ?? given.ip };
    const fault = options.faults.strikeApi(company?.slug ?? '', asked.path, asked.raw);
    const effect = fault ? effectOf(fault) : 'happens';
    const body = effect === 'happens' ? answerTo(asked, options, now) : {};
    if (fault && effect === 'nothing') countCall(statsFor(company, options), asked.path, String(fault.kind));
    if (fault && fault.kind !== 'slow')
      return sendBroken(reply, fault, body, (code) => refused(code, '', asked, options));
    if (fault) await new Promise((resolve) => setTimeout(resolve, fault.slowMs ?? 1_500));
    return body;
  });
}

/** Whether a call under this fault is carried out. */
function effectOf({ kind, effect }: ApiFault): 'happens' | 'nothing' {
  if (kind === 'slow') return 'happens';
  return effect ?? (kind === 'timeout' || kind === 'broken-json' ? 'happens' : 'nothing');
}

const statsFor = (company: Company | undefined, { statsOf, strangers }: ApiOptions): Stats =>
  company ? statsOf(company) : strangers;

function whose({ path, query }: Asked, { tokens, companies }: ApiOptions, now: Date): Company | undefined {
  if (path === 'gettoken') return [...companies.values()].find(({ corpid }) => corpid === query.corpid);
  try {
    return tokens.holder(query.access_token ?? '', now).company;
  } catch {
    return undefined;
  }
}

function answerTo(asked: Asked, options: ApiOptions, now: Date): Body {
  const company = whose(asked, options, now);
  const stats = statsFor(company, options);
  const { body, warning } = readBody(asked);
  try {
    const answer =
      asked.path === 'gettoken'
        ? options.tokens.issue(asked.query, asked.ip, now)
        : carryOut(asked, body, stats, options, now);
    countCall(stats, asked.path, 0);
    return { errcode: 0, errmsg: `ok${warning}`, ...answer };
  } catch (err) {
    if (!(err instanceof Refusal)) throw err;
    countCall(stats, asked.path, err.errcode);
    return refused(err.errcode, warning, asked, options, err.message);
  }
}

function carryOut(asked: Asked, body: Body, stats: Stats, { tokens, windows }: ApiOptions, now: Date): Body {
  const { path, query, raw, ip } = asked;
  const endpoint = ENDPOINTS.get(path) as Endpoint;
  const holder = tokens.holder(query.access_token ?? '', now);
  passGate(holder, endpoint, ip, now, windows);
  if (
    query.debug === '1' &&
    windows.take(`debug/${ip}`, holder.company.limits.debugCallsPerMinute, 60_000, now) === 'blocked'
  )
    throw new Refusal(45009);
  if (raw.length > 2_000_000 && path !== 'media/upload') throw new Refusal(40206);
  return endpoint.answer({ ...holder, now, query, body, raw, windows, stats });
}

/** What is no JSON object reads as empty, and the words say so while the errcode may not [90313]. */
function readBody({ raw, method, path }: Asked): { body: Body; warning: string } {
  if (method === 'GET' || raw === '' || path === 'media/upload') return { body: {}, warning: '' };
  try {
    const body: unknown = JSON.parse(raw);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { body: body as Body, warning: '' };
  } catch {} // told in the words below
  return { body: {}, warning: ' Warning: wrong json format. ' };
}

const refused = (
  errcode: number,
  warning: string,
  { ip }: Asked,
  { hint }: ApiOptions,
  words = wordsOf(errcode),
): Body => refusalBody(errcode, `${words}${warning}`, hint(), ip);
