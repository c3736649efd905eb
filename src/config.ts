import type { Corp } from './ids.ts';

export const SURFACES = ['app', 'contacts', 'archive', 'robot'] as const;
export type SurfaceName = (typeof SURFACES)[number];

/** Everything a process is told at its start. `config` is read once, by entries only. */
export interface Config {
  readonly databaseUrl: string | null;
  readonly migratorUrl: string | null;
  readonly queueUrl: string | null;
  /** The login that erases, of a server of one's own; absent: nothing is erased by this process. */
  readonly eraserUrl?: string;
  readonly redisUrl: string | null;
  /** Folder of everything local: embedded Postgres, spool, keys. Absolute. */
  readonly home: string;
  readonly clock: 'fixed' | 'movable';
  readonly host: string;
  readonly port: number;
  /** Proxies that say for whom they call: their addresses; absent: none, and whoever connects is the caller. */
  readonly trustedProxies?: readonly string[];
  readonly opsPort: number;
  readonly logLevel: string;
  /** The key-encryption key's file, 0600; made at first start when home is ours. */
  readonly kekFile: string;
  /** The program that wraps data keys instead of the file; absent: the file does. */
  readonly kms?: KmsConfig;
  /** Origin of WeCom's API. Only the simulator has another one, and then only on loopback. */
  readonly wecomOrigin: string;
  readonly corps: ReadonlyMap<Corp, CorpConfig>;
  /** Absent: the usual periods. */
  readonly retention?: RetentionConfig;
  /** Where traces are sent; absent: none are made. */
  readonly tracing?: TracingConfig;
}

/** A program that speaks to a key-management service: docs/data-care.md, Keys. */
export interface KmsConfig {
  /** An absolute path and what it is told first; no shell reads it. */
  readonly command: readonly string[];
  readonly timeoutMs: number;
}

/** A collector that takes OTLP over HTTP. */
export interface TracingConfig {
  /** `http://127.0.0.1:4318/v1/traces`. */
  readonly endpoint: string;
  /** Which share of all traces is kept, 0 to 1. */
  readonly ratio: number;
  /** What the collector wants to be told in the header `authorization`; null: nothing. */
  readonly authorization: string | null;
}

/** How many days things are kept. */
export interface RetentionConfig {
  /** Pieces of texts beside finds. */
  readonly excerpts: number;
  /** Messages without their words, finds, obligations that ended. */
  readonly messages: number;
  /** What people and groups were called, who was in which group: once it is over. */
  readonly snapshots: number;
  /** What WeCom told, what was sent, who signed in, and the bodies of the trail. */
  readonly logs: number;
  /** What is left of matters: closed cases with what people said and decided, reports, who read what. */
  readonly skeleton: number;
}

export interface CorpConfig {
  readonly slug: Corp;
  readonly corpid: string;
  readonly name: string;
  readonly timeZone: string;
  readonly surfaces: Readonly<Partial<Record<SurfaceName, SurfaceConfig>>>;
  /** What becomes of calls with a good signature from addresses that WeCom does not name: counted, or refused; absent: nobody looks. */
  readonly callbackFrom?: 'watched' | 'wecom';
  /** Every group is read again within so many days, even if nothing happened in it. */
  readonly sweepDays: number;
  /** Policy files, absolute. */
  readonly policies: readonly string[];
  /** Where people open the pages; absent: everything works by messages alone. */
  readonly pages?: PagesConfig;
  /** How archived messages are pulled; absent: none are, and coverage says so. */
  readonly archive?: ArchiveConfig;
  /** Under which law it is: a name of policies/jurisdictions; absent: mainland China. */
  readonly jurisdiction?: string;
  /** Who grades what words cannot; absent: nobody does. */
  readonly classifier?: ClassifierConfig;
}

/** An endpoint that speaks as OpenAI's chat completions do. */
export interface ClassifierConfig {
  /** `http://10.0.0.20:8000/v1`, without a slash at its end. */
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  readonly timeoutMs: number;
  /** `private`: its name must lead into a private network; `outside`: it must not, and the file says on what terms texts go there. */
  readonly network: 'private' | 'outside';
}

export interface ArchiveConfig {
  /** Absolute path of WeCom's C library [91774]. */
  readonly library: string;
  readonly secret: string;
  /** PEM by publickey_ver; old ones stay as long as messages under them may be pulled. */
  readonly privateKeys: ReadonlyMap<number, string>;
  /** `http://10.0.0.9:8080` or `socks5://…`, and `user:password`; empty: none. */
  readonly proxy: string;
  readonly proxyLogin: string;
  /** How long the library may wait for WeCom. */
  readonly timeoutS: number;
  /** Without an answer for so long its process is killed. */
  readonly hangMs: number;
}

export interface PagesConfig {
  /** `https://qun.example.com`: the app's trusted domain. Plain HTTP on loopback only. */
  readonly origin: string;
  /** What WeCom's files `WW_verify_….txt` are to say, by which it sees that the domain is ours. */
  readonly verify: readonly string[];
}

export interface SurfaceConfig {
  readonly name: SurfaceName;
  readonly agentId: number | null;
  readonly secret: string | null;
  /** Newest first; several live while WeCom switches from one to the next. */
  readonly callbackKeys: readonly CallbackKey[];
  /** A word of 22 signs behind the address, and whether the address without it is still answered; absent: there is none. */
  readonly path?: { readonly word: string; readonly plain: 'open' | 'closed' };
  /** What the sealed envelope must name: the corpid, and the empty string for a robot alone [90968, 101033]. */
  readonly receiverId: string;
}

export interface CallbackKey {
  readonly token: string;
  /** EncodingAESKey, 43 characters. */
  readonly aesKey: string;
}
