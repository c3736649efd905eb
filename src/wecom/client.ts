import { randomBytes } from 'node:crypto';
import axios from 'axios';
import { z } from 'zod';
import type { SurfaceName } from '../config.ts';
import type { Corp } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { pause } from '../time.ts';
import { traced } from '../tracing/trace.ts';
import { openConnections } from './connections.ts';
import { explain } from './errcodes.ts';
import type { Limits } from './limits.ts';
import type { MediaFile } from './media/media.ts';
import { multipart } from './media/multipart.ts';
import type { Pace } from './pace.ts';
import { WeComRefused } from './refused.ts';
import type { Tokens } from './token/tokens.ts';
import { tokenRefused, unreachable, unreadable } from './trouble.ts';
import { readJson, writeJson } from './wire-json.ts';

/** A request without its token: POST when it has a body or a file, GET otherwise. A body given as text is sent byte for byte. */
export interface Question {
  /** A read changes nothing at WeCom, so it may be asked again by itself. */
  readonly kind: 'read' | 'write';
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: object | string;
  /** Handed over in the place of a body; it has more time [90253]. */
  readonly file?: MediaFile;
}

/** What WeCom answered, whatever it was. `data` still holds everything. */
export interface Answer {
  readonly errcode: number;
  readonly errmsg: string;
  readonly data: unknown;
}

/** One request to one API. Throws E-WECOM-UNREACHABLE when there is no answer that can be read. */
export type Ask = (api: string, question: Question) => Promise<Answer>;

export interface Http {
  readonly ask: Ask;
  close(): void;
}

export interface Client {
  /**
   * Asks one API with the surface's token and reads the answer by its schema. Throws WeComRefused (`E-WECOM-<errcode>`),
   * E-WECOM-UNREACHABLE, -ANSWER, -PACE, -TOKEN, -TOKEN-LATE or -SECRET.
   */
  call<T>(surface: SurfaceName, api: string, question: Question, answer: z.ZodType<T>): Promise<T>;
}

const Head = z.object({ errcode: z.int(), errmsg: z.string().catch('') });

/** Said within errmsg of a request WeCom could only half read, though errcode may be 0 [90313]. */
const HALF_READ = /warning: wrong json format/i;

/** The token is gone: expired, ended early, or (40001 from an API) not the latest [91039]. */
const STALE = new Set([40001, 40014, 42001, 42009]);

const BUSY = new Set([-1, 6000]);

/** Opens the way to WeCom: this origin alone, no redirects, no proxy of the environment, few connections, limited time. */
export function openHttp(origin: string, limits: Limits): Http {
  const connections = openConnections(origin, limits);
  const http = axios.create({
    ...connections.agents,
    baseURL: `${origin}/cgi-bin/`,
    allowAbsoluteUrls: false,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: limits.answerBytes,
    responseType: 'text',
    headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'qungui' },
    transformRequest: [(body: unknown) => body],
    transformResponse: [(text: unknown) => text],
    validateStatus: () => true,
  });

  async function ask(api: string, question: Question): Promise<Answer> {
    const sent = sentOf(question);
    const signal = AbortSignal.timeout(question.file ? limits.uploadMs : limits.totalMs);
    const { status, data: text } = await http
      .request<string>({ url: api, method: sent.data ? 'POST' : 'GET', params: question.params, ...sent, signal })
      .catch((err: unknown) => {
        throw unreachable(api, signal.aborted ? 'TIMEOUT' : codeOf(err)); // the error itself carries the token in its URL
      });
    if (status !== 200) throw unreachable(api, `HTTP ${status}`);
    return read(api, text);
  }

  return { ask, close: connections.close };
}

/** The bytes of a request, and what they are where that is not JSON. */
function sentOf({ body, file }: Question): { readonly data?: Buffer; readonly headers?: Record<string, string> } {
  if (file) {
    const { contentType, data } = multipart(file, `qungui-${randomBytes(16).toString('hex')}`);
    return { data, headers: { 'content-type': contentType } };
  }
  return body === undefined ? {} : { data: Buffer.from(typeof body === 'string' ? body : writeJson(body)) };
}

function read(api: string, text: string): Answer {
  let data: unknown;
  try {
    data = readJson(text);
  } catch {
    throw unreachable(api, 'the answer is not JSON');
  }
  const head = Head.safeParse(data);
  if (!head.success) throw unreachable(api, 'the answer has no errcode');
  const { errcode, errmsg } = head.data;
  if (errcode === 0 && HALF_READ.test(errmsg)) throw unreachable(api, 'WeCom could read only half of the request');
  return { errcode, errmsg, data };
}

/** The code of a network error: one word in capitals, or nothing. */
function codeOf(err: unknown): string {
  const code = err instanceof Error && 'code' in err ? String(err.code) : '';
  return /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : 'UNKNOWN';
}

interface PacedBy {
  readonly corp: Corp;
  readonly http: Pick<Http, 'ask'>;
  readonly pace: Pace;
  readonly metrics: Pick<Metrics, 'apiCalls'>;
}

/** One corp's way of asking: within its rates, and counted. */
export function openAsk({ corp, http, pace, metrics }: PacedBy): Ask {
  const count = (api: string, errcode: number | 'none'): void => metrics.apiCalls.inc({ corp, api, errcode });
  const counted: Ask = (api, question) =>
    traced('wecom', { corp, api }, async (note) => {
      try {
        const answer = await http.ask(api, question);
        count(api, answer.errcode);
        note({ errcode: answer.errcode });
        return answer;
      } catch (err) {
        count(api, 'none');
        throw err;
      }
    });
  return (api, question) => pace.run(api, () => counted(api, question));
}

interface ClientDeps {
  readonly corp: Corp;
  readonly ask: Ask;
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly log: Pick<Log, 'warn'>;
}

/** The only way to an API: token, one repeat with a fresh token, back-off for reads; the errcode decides. */
export function openClient({ corp, ask, tokens, limits, log }: ClientDeps): Client {
  function refusal(api: string, answer: Answer): WeComRefused {
    const err = new WeComRefused(api, answer);
    const { errcode, hint } = err;
    if (explain(errcode).alarm) log.warn({ corp, api, errcode, hint }, 'WeCom refused a call; a person must look');
    return err;
  }

  async function askWithToken(surface: SurfaceName, api: string, question: Question): Promise<Answer> {
    for (let left = 1; ; left -= 1) {
      const token = await tokens.get(surface);
      const answer = await ask(api, { ...question, params: { ...question.params, access_token: token.value } });
      if (!STALE.has(answer.errcode)) {
        tokens.accepted(token);
        return answer;
      }
      await tokens.drop(token);
      if (left === 0) throw tokenRefused(api, answer.errcode);
    }
  }

  const patience = (errcode: number): readonly number[] => {
    if (BUSY.has(errcode)) return limits.busyMs;
    return explain(errcode).retry === 'once' ? limits.busyMs.slice(0, 1) : [];
  };

  return {
    async call(surface, api, question, schema) {
      for (let tries = 0; ; tries += 1) {
        const answer = await askWithToken(surface, api, question);
        if (answer.errcode === 0) return understood(api, answer.data, schema);
        const waitMs = question.kind === 'read' ? patience(answer.errcode)[tries] : undefined;
        if (waitMs === undefined) throw refusal(api, answer);
        await pause(waitMs * (1 + Math.random() / 4));
      }
    },
  };
}

function understood<T>(api: string, data: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw unreadable(
    api,
    parsed.error.issues.map((issue) => issue.path.join('.') || '(top)'),
  );
}
