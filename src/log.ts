import { pino } from 'pino';
import { HouseError } from './errors.ts';

/** The fields a log line may carry. An allow-list: whatever is not named here is dropped before it is written. */
const MAY_BE_LOGGED = new Set([
  'corp',
  'surface',
  'cause',
  'code',
  'why',
  'remedy',
  'errcode',
  'api',
  'hint',
  'job',
  'kind',
  'rule',
  'queue',
  'attempt',
  'attempts',
  'count',
  'pending',
  'callbackId',
  'caseId',
  'noticeId',
  'timerId',
  'number',
  'port',
  'host',
  'home',
  'pid',
  'backend',
  'ms',
  'status',
  'state',
  'version',
  'applied',
  'signal',
  'message',
  'stack',
  'policy',
  'uid',
  'folder',
  'seq',
  'hash',
]);

export type Fields = Readonly<Record<string, unknown>>;

export interface Log {
  debug(fields: Fields, text: string): void;
  info(fields: Fields, text: string): void;
  warn(fields: Fields, text: string): void;
  error(fields: Fields, text: string): void;
}

interface CarriesCode {
  readonly code?: unknown;
  readonly why?: unknown;
  readonly remedy?: unknown;
  readonly errcode?: unknown;
}

/**
 * An error becomes its code, words and stack; properties of foreign errors (URLs, tokens, bodies) never pass, nor does what
 * they quote: PostgreSQL, Prisma and JSON.parse put the values they choke on into their words, and those are people's.
 */
function speakableError(err: unknown): Fields {
  if (!(err instanceof Error)) return { message: typeof err };
  const { code, why, remedy, errcode } = err as CarriesCode;
  const message = err instanceof HouseError ? err.message : withoutValues(err);
  return { code: code ?? err.name, why, remedy, errcode, message, stack: `${err.name}\n${framesOf(err)}` };
}

const QUOTED = /"[^"]*"?|'[^']*'?|`[^`]*`?/g;

/** Prisma's words show the call with all its values: only what PostgreSQL calls the failure is kept of them. */
function withoutValues({ name, message }: Error): string {
  if (!name.startsWith('PrismaClient')) return message.replace(QUOTED, '…');
  const sqlstate = /Code: `(\w{5})`/.exec(message)?.[1];
  return sqlstate ? `PostgreSQL says ${sqlstate}` : (message.trim().split('\n').at(-1) ?? '').replace(QUOTED, '…');
}

/** Where it happened. The words that V8 puts before it are said above, without values. */
const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

function speakable(fields: Fields): Fields {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (key === 'err') Object.assign(kept, speakableError(value));
    else if (MAY_BE_LOGGED.has(key)) kept[key] = value;
  }
  return kept;
}

/** One JSON line a call, UTC, fixed text with data beside it. */
export function openLog(level: string, write?: (line: string) => void): Log {
  const sink = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    write ? { write } : pino.destination({ dest: 2, sync: true }),
  );
  return {
    debug: (fields, text) => sink.debug(speakable(fields), text),
    info: (fields, text) => sink.info(speakable(fields), text),
    warn: (fields, text) => sink.warn(speakable(fields), text),
    error: (fields, text) => sink.error(speakable(fields), text),
  };
}
