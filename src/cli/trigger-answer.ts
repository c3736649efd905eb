import { randomInt } from 'node:crypto';
import type { CallbackKey, Config, CorpConfig } from '../config.ts';
import { HouseError } from '../errors.ts';
import { callbackPath } from '../intake/callback-path.ts';
import { hostNow } from '../time.ts';
import { seal } from '../wecom/callback/seal.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { postToSelf } from './post-to-self.ts';
import type { TriggerOptions } from './trigger.ts';
import { type About, documentOf, type EventName, playable } from './trigger-events.ts';

/** Names that nobody and nothing in WeCom has. */
const INVENTED: About = { group: 'wrQunguiTrigger', members: ['qungui.trigger'], user: 'qungui.trigger' };

/** Seals an event with the corp's newest key and posts it to the own receiver. 0: it was kept; 1: it was not. */
export async function trigger(config: Config, event: EventName, options: TriggerOptions): Promise<Answer> {
  const corp = corpOf(config, options.corp);
  const about = aboutOf(event, options);
  const { surface } = playable(event);
  const path = callbackPath(corp, surface);
  const seconds = Math.floor(hostNow().getTime() / 1000);
  const document = documentOf(event, about, corp.corpid, seconds);
  const nonce = String(randomInt(1_000_000_000, 10_000_000_000));
  const sealed = seal(keyOf(corp, surface), corp.corpid, document, { timestamp: String(seconds), nonce });
  const status = await postToSelf(config, `${path}?${new URLSearchParams({ ...sealed.query })}`, sealed.body);
  const kept = status === 200;
  return {
    exit: kept ? 0 : 1,
    json: { event, corp: corp.slug, surface, about, status, kept },
    text: `${kept ? '✓' : '✗'} ${event} to ${path}: answered ${status}, ${inWords(status)}\n`,
  };
}

function aboutOf(event: EventName, { group, member, user, believed }: TriggerOptions): About {
  const { about, effect } = playable(event);
  const given = about === 'user' ? user : group;
  const strange = about === 'user' ? (group ?? member?.[0]) : user;
  if (strange !== undefined || (about === 'group' && member))
    throw wrongUse(`${event} is not about that`, `it is about ${OPTIONS[about]}`, `give only ${OPTIONS[about]}`);
  if (effect === 'believed' && given !== undefined && !believed)
    throw wrongUse(
      `${event} would be believed`,
      `what is known of ${given} would be ended as if it had really happened`,
      `leave ${OPTIONS[about]} out to play it with an invented name, or add --believed`,
    );
  return { group: group ?? INVENTED.group, members: member ?? INVENTED.members, user: user ?? INVENTED.user };
}

const OPTIONS = { group: '--group', members: '--group and --member', user: '--user' } as const;

function keyOf({ slug, surfaces }: CorpConfig, surface: 'app' | 'contacts' | 'archive' | 'robot'): CallbackKey {
  const [key] = surfaces[surface]?.callbackKeys ?? [];
  if (key) return key;
  throw new HouseError({
    code: 'E-TRIGGER-KEYS',
    what: `${slug} has no callback keys for ${surface}`,
    why: 'qungui.yaml names none, so WeCom cannot call there either',
    remedy: `add callbacks: to corps.${slug}.surfaces.${surface}`,
    retry: 'never',
  });
}

function inWords(status: number): string {
  if (status === 200) return 'kept: it cannot be lost now. See it with: callback ls';
  if (status === 503) return 'neither the database nor the spool took it: WeCom would send it again';
  if (status === 429) return 'too many refused calls from here; wait a minute';
  if (status === 403)
    return 'refused: the running receiver has other keys, another corpid or no such corp; restart it after changing qungui.yaml';
  return 'and that is not 200: WeCom would send it again';
}
