import { isIP } from 'node:net';
import { z } from 'zod';
import type { ClassifierConfig } from '../config.ts';
import { isOwnHost } from '../outbound/own-network.ts';

const say = (message: string, remedy: string) => ({ error: `${message} → ${remedy}` });

const ENDPOINT = /^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[^\s@/?#]+)*$/;

/** On what terms texts go to somebody else's machine; none of it is looked up, all of it is kept for who asks. */
const TERMS = ['processor', 'contract', 'location', 'legalBasis'] as const;

/** An endpoint that grades what words cannot. Outside the own network the file says who processes, by which contract, where, on which basis. */
export const Classifier = z
  .strictObject({
    /** Not shown when it is wrong: people write logins into it. */
    url: z
      .string()
      .regex(
        ENDPOINT,
        say(
          'names no classifier',
          'write http://10.0.0.20:8000/v1 or https://…, without login, query or # and without a / at its end',
        ),
      ),
    model: z.string().min(1),
    key: z.string().optional(),
    timeoutSeconds: z.int().min(1).max(60).default(20),
    network: z.literal('private').optional(),
    processor: z.string().min(1).optional(),
    contract: z.string().min(1).optional(),
    location: z.string().min(1).optional(),
    legalBasis: z.string().min(1).optional(),
  })
  .superRefine((entry, context) => {
    if (!ENDPOINT.test(entry.url)) return;
    if (!URL.canParse(entry.url))
      context.addIssue({ code: 'custom', path: ['url'], message: 'cannot be read → write http://10.0.0.20:8000/v1' });
    else if (networkOf(entry) === 'outside') sayWhatIsMissing(entry, context);
  });
interface ClassifierEntry {
  readonly url: string;
  readonly model: string;
  readonly timeoutSeconds: number;
  readonly network?: 'private' | undefined;
  readonly processor?: string | undefined;
  readonly contract?: string | undefined;
  readonly location?: string | undefined;
  readonly legalBasis?: string | undefined;
}

export const classifierOf = (entry: ClassifierEntry, key: string | undefined): ClassifierConfig => ({
  url: entry.url,
  model: entry.model,
  key: key ?? null,
  timeoutMs: entry.timeoutSeconds * 1_000,
  network: networkOf(entry),
});

/** An address says itself where it lies; of a name the file does, and every answer of the name server is held against it. */
function networkOf({ url, network }: Pick<ClassifierEntry, 'url' | 'network'>): ClassifierConfig['network'] {
  const { hostname } = new URL(url);
  if (isOwnHost(hostname)) return 'private';
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  return isAddress || network === undefined ? 'outside' : network;
}

function sayWhatIsMissing(entry: ClassifierEntry, { addIssue }: z.RefinementCtx): void {
  const wrong = (message: string) => addIssue({ code: 'custom', path: ['url'], message });
  if (!entry.url.startsWith('https:'))
    wrong('is read by everybody on the way → outside the own network it must be https');
  const missing = TERMS.filter((term) => entry[term] === undefined);
  if (missing.length > 0)
    wrong(
      `leads outside the own network, and these are missing: ${missing.join(', ')} → say beside it who processes the texts, by which contract, where, and on which legal basis; of a name that leads inside: network: private`,
    );
}
