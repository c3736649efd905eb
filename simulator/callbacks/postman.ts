import type { Clock } from '../../src/time.ts';
import type { CallbackFault, Faults } from '../faults/faults.ts';
import type { Stats } from '../stats.ts';
import type { CallbackAddress, Company, Surface, SurfaceName } from '../world/company.ts';
import type { Event } from './events.ts';
import { pending } from './pending.ts';
import { seal, unseal } from './seal.ts';
import { xml } from './xml.ts';

export interface PostmanOptions {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly statsOf: (company: Company) => Stats;
  /** Between a failure and the next try, in real milliseconds. WeCom's own spacing is not documented. */
  readonly retryAfterMs: number;
  /** How long WeCom waits for an answer [90930]. */
  readonly answerWithinMs: number;
}

interface Letter {
  readonly company: Company;
  readonly surface: SurfaceName;
  readonly event: Event;
  readonly at: Date;
  /** Told the decrypted passive reply, when the receiver sent one. */
  readonly onReply?: (reply: string) => void;
}

export interface Postman {
  /** Queues an event for its surface. Nothing is queued when the surface has no address or the stage is being set. */
  post(letter: Letter): void;
  /** Resolves when nothing is queued, on its way or waiting for a retry. */
  idle(): Promise<void>;
  close(): void;
}

interface Envelope {
  readonly letter: Letter;
  readonly address: CallbackAddress;
  readonly surface: Surface;
  readonly text: string;
  readonly stats: Stats;
}

const RETRIES = 3;
/** A reordered event that nothing follows goes out by itself after this long, or when somebody waits for idleness. */
const HELD_MS = 2_000;

/** Posts events like WeCom: in order per surface, answered within 5 s or sent again, three times, sealed anew [90930]. */
export function openPostman(options: PostmanOptions): Postman {
  const queues = new Map<string, Promise<void>>();
  const held = new Map<string, Envelope>();
  const posted = new Set<string>();
  const work = pending();
  const stopped = new AbortController();

  const post = async (envelope: Envelope, attempt: number, fault: CallbackFault | null): Promise<void> => {
    if (stopped.signal.aborted) return;
    if (fault?.kind === 'slow') await work.sleep(fault.slowMs ?? 1_000);
    const outcome = await deliver(envelope, options, posted, stopped.signal);
    if (outcome === 'accepted' && fault?.kind !== 'timeout') return;
    if (attempt >= RETRIES) envelope.stats.callbacks.abandoned += 1;
    else work.later(options.retryAfterMs, () => post(envelope, attempt + 1, null));
  };

  const releaseHeld = (key: string): Promise<void> => {
    const late = held.get(key);
    held.delete(key);
    return late ? post(late, 0, null) : Promise.resolve();
  };

  const send = async (key: string, envelope: Envelope): Promise<void> => {
    const fault = options.faults.strikeCallback(envelope.letter.company.slug, envelope.surface.name, envelope.text);
    if (fault?.kind === 'lost') {
      envelope.stats.callbacks.lost += 1;
      return;
    }
    if (fault?.kind === 'reordered' && !held.has(key)) {
      held.set(key, envelope);
      void work.sleep(HELD_MS).then(() => work.watch(releaseHeld(key)));
      return;
    }
    await post(envelope, 0, fault);
    if (fault?.kind === 'doubled') await post(envelope, 0, null);
    await releaseHeld(key);
  };

  return {
    post: (letter) => {
      const surface = letter.company.surfaces[letter.surface];
      const { callback } = surface;
      if (!callback || letter.company.muted) return;
      const stats = options.statsOf(letter.company);
      stats.callbacks.events += 1;
      const envelope = { letter, address: callback, surface, text: plaintext(letter, surface), stats };
      const key = `${letter.company.slug}/${letter.surface}`;
      queues.set(
        key,
        (queues.get(key) ?? Promise.resolve()).then(() => send(key, envelope)),
      );
      work.watch(queues.get(key) as Promise<void>);
    },
    idle: async () => {
      await Promise.all(queues.values());
      for (const key of [...held.keys()]) work.watch(releaseHeld(key));
      await work.idle();
    },
    close: () => {
      stopped.abort();
      work.close();
    },
  };
}

function plaintext({ company, event, at }: Letter, { agentId }: Surface): string {
  return xml([
    ['ToUserName', company.corpid],
    ['FromUserName', event.from],
    ['CreateTime', Math.floor(at.getTime() / 1000)],
    ...event.fields,
    ...(agentId === null ? [] : ([['AgentID', agentId]] as const)),
  ]);
}

/** One POST: the same plaintext, sealed anew. */
async function deliver(
  { letter, address, surface, text, stats: { callbacks } }: Envelope,
  { clock, answerWithinMs }: PostmanOptions,
  posted: Set<string>,
  stopped: AbortSignal,
): Promise<'accepted' | 'refused' | 'unanswered'> {
  const { corpid } = letter.company;
  const { query, encrypted } = seal(address, text, corpid, await clock.now());
  const seenBefore = `${corpid}/${surface.name}/${text}`;
  callbacks.sent += 1;
  if (posted.has(seenBefore)) callbacks.repeated += 1;
  posted.add(seenBefore);
  try {
    const answer = await fetch(`${address.url}?${new URLSearchParams(query)}`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: xml([
        ['ToUserName', corpid],
        ['AgentID', surface.agentId === null ? '' : String(surface.agentId)],
        ['Encrypt', encrypted],
      ]),
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(answerWithinMs)]),
    });
    const words = await answer.text();
    callbacks[answer.status === 200 ? 'accepted' : 'refused'] += 1;
    if (answer.status !== 200) return 'refused';
    const sealedReply = /<Encrypt><!\[CDATA\[([^\]]+)\]\]><\/Encrypt>/.exec(words)?.[1];
    const reply = sealedReply && unseal(address, sealedReply, corpid);
    if (reply) letter.onReply?.(reply);
    return 'accepted';
  } catch {
    callbacks.unanswered += 1;
    return 'unanswered';
  }
}
