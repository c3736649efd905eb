import type { CorpConfig } from '../config.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import type { Answer } from './answer.ts';
import type { FormOrigin } from './form-token.ts';
import type { Role } from './roles.ts';
import type { Visitor } from './visitor.ts';
import type { Lang } from './words/say.ts';

/** What the pages need of the house. */
export type PageDeps = Pick<Deps, 'config' | 'db' | 'clock' | 'keys' | 'bell' | 'wecom' | 'log'>;

/** A request as a browser made it, of which nobody has read the form yet. */
export interface Knock {
  /** As it was written, with its query. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly cookies: string;
  readonly userAgent: string;
  readonly from: FormOrigin;
}

/** What came with a request. */
export interface Sent {
  readonly form: URLSearchParams;
  /** The sheet that came with it; null: none did. */
  readonly file: Uint8Array | null;
}

/** A request whose form was read. */
export type Asked = Knock & Sent;

/** A request to one corp. */
export interface Call {
  readonly deps: PageDeps;
  readonly corp: CorpConfig;
  readonly keys: CorpKeys;
  readonly lang: Lang;
  readonly asked: Asked;
}

/** A request of somebody who is known and may be there. */
export interface VisitorCall extends Call {
  readonly visitor: Visitor;
  /** What his forms carry. */
  readonly formToken: string;
}

interface At {
  readonly method: 'GET' | 'POST';
  /** Within the corp's pages; empty: the first one. */
  readonly path: string;
  /** A form that may carry one file, a sheet of lines. */
  readonly takes?: 'sheet';
}

/**
 * A page and who may see it; a GET changes nothing, save that it is noted who read what is known about whom. `login: 'fresh'`: what
 * it does is dangerous, and only for who signed in a moment ago. `alsoFor: 'its-decider'`: open, too, to whom the case of its address
 * lies before to be decided now, whatever his roles.
 */
export type PageRoute =
  | (At & {
      readonly who: 'anybody';
      readonly login?: never;
      readonly alsoFor?: never;
      readonly answer: (call: Call) => Promise<Answer>;
    })
  | (At & {
      readonly who: readonly Role[];
      readonly login?: 'fresh';
      readonly alsoFor?: 'its-decider';
      readonly answer: (call: VisitorCall) => Promise<Answer> | Answer;
    });
