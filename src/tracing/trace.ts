import {
  type Attributes,
  type Context,
  context,
  createContextKey,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { HouseError } from '../errors.ts';

/** The steps that a trace has. */
export type Step = 'callback' | 'review' | 'timer' | 'notice' | 'wecom';

/** What a step may say of itself, and in which shape: never a name, an id of a person or a group, a text, or a part of a secret. */
const MAY_BE_SAID = {
  corp: /^[a-z][a-z0-9-]{0,31}$/,
  surface: /^[a-z]{1,20}$/,
  kind: /^[a-z][a-z-]{0,40}$/,
  api: /^[a-z][a-z0-9_/]{0,80}$/i,
  errcode: /^-?\d{1,9}$/,
  outcome: /^[a-z][a-z-]{0,40}$/,
  attempt: /^\d{1,6}$/,
  count: /^\d{1,6}$/,
  /** Our own id of the row. */
  row: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
} as const;
export type Said = Readonly<Partial<Record<keyof typeof MAY_BE_SAID, string | number>>>;

/** After so many rows a trace ends: what arms itself again and again would be one without an end. */
const MOST_ROWS = 8;
const CARRIED = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})\/(\d)$/;
const ROWS = createContextKey('rows that this trace has come through');

/**
 * Does one step of a trace, which goes on where `carried`, read from a row, left it; without it inside the step that is being done, or
 * as a trace of its own. `note` says what came of it. Where nobody wants traces it does nothing but the work.
 */
export function traced<T>(
  step: Step,
  said: Said,
  work: (note: (more: Said) => void) => Promise<T>,
  carried?: string | null,
): Promise<T> {
  const from = carried === undefined ? context.active() : contextOf(carried);
  return trace.getTracer('qungui').startActiveSpan(step, { attributes: sayable(said) }, from, async (span) => {
    try {
      return await work((more) => span.setAttributes(sayable(more)));
    } catch (err) {
      failed(span, err);
      throw err;
    } finally {
      span.end();
    }
  });
}

/** What is written into a row, so that whoever works it off goes on with this trace; null: nobody follows this one. */
export function carriedNow(): string | null {
  const now = trace.getSpanContext(context.active());
  const rows = (context.active().getValue(ROWS) as number | undefined) ?? 0;
  if (!now || !isSpanContextValid(now) || rows >= MOST_ROWS) return null;
  const flags = now.traceFlags.toString(16).padStart(2, '0');
  return `00-${now.traceId}-${now.spanId}-${flags}/${rows}`;
}

function contextOf(carried: string | null): Context {
  const [, traceId, spanId, flags, rows] = CARRIED.exec(carried ?? '') ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags ?? '0', 16), isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, parent).setValue(ROWS, Number(rows) + 1);
}

/** Of an error its code alone: words may hold what nobody is to read. */
function failed(span: Span, err: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: err instanceof HouseError ? err.code : 'error' });
}

function sayable(said: Said): Attributes {
  const kept = Object.entries(said).filter(([key, value]) =>
    (MAY_BE_SAID as Readonly<Record<string, RegExp>>)[key]?.test(String(value)),
  );
  return Object.fromEntries(kept.map(([key, value]) => [`qungui.${key}`, value]));
}
