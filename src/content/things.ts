import type { MessageThing } from '../events/message-thing.ts';
import { asciiHost, isShortener, isUnder } from './hosts.ts';

/** What a group may hold beside words; a list that is absent sets no limit. */
export interface ThingLimits {
  /** Links lead to these domains, or below them, only. */
  readonly domains?: readonly string[];
  readonly bannedDomains?: readonly string[];
  /** `no`: where a short link leads nobody sees. */
  readonly shortLinks?: 'yes' | 'no';
  /** By app id. */
  readonly miniPrograms?: readonly string[];
  /** Endings without a dot. */
  readonly bannedFiles?: readonly string[];
  readonly qrCodes?: 'yes' | 'no';
}

/** A QR code that the caller read in a picture: no picture is read here. */
export interface QrCode {
  readonly is: 'qr-code';
  readonly content: string;
}

export type ThingFault =
  | { readonly is: 'link'; readonly host: string; readonly why: 'not-listed' | 'short' | 'no-link' }
  /** `listed`: the domain of the list that it is, or lies below. */
  | { readonly is: 'link'; readonly host: string; readonly why: 'banned'; readonly listed: string }
  | { readonly is: 'mini-program'; readonly appId: string; readonly why: 'not-listed' }
  | { readonly is: 'file'; readonly extension: string; readonly why: 'banned' | 'two-endings' | 'turned-round' }
  | { readonly is: 'qr-code'; readonly why: 'not-allowed' };

/** What of a message's things the group may not hold. Codes that hold a link are judged as that link, too. */
export const thingFaults = (things: readonly (MessageThing | QrCode)[], limits: ThingLimits): readonly ThingFault[] =>
  things.flatMap((thing): readonly ThingFault[] => {
    if (thing.is === 'link' || thing.is === 'document') return linkFaults(hostOf(thing.url), limits);
    if (thing.is === 'mini-program') return miniProgramFaults(thing.appId, limits);
    if (thing.is === 'file') return fileFaults(thing.name, thing.extension, limits);
    return thing.is === 'qr-code' ? qrFaults(thing.content, limits) : [];
  });

/** Faults of a host; undefined: what should be a link is none. */
export function linkFaults(host: string | undefined, limits: ThingLimits): readonly ThingFault[] {
  if (host === undefined) return limits.domains ? [{ is: 'link', host: '', why: 'no-link' }] : [];
  const listedIn = (domains: readonly string[] = []): string | undefined => domains.find((one) => isUnder(host, one));
  const listed = listedIn(limits.bannedDomains);
  if (listed !== undefined) return [{ is: 'link', host, why: 'banned', listed }];
  if (limits.domains && listedIn(limits.domains) !== undefined) return [];
  if (limits.shortLinks === 'no' && isShortener(host)) return [{ is: 'link', host, why: 'short' }];
  return limits.domains ? [{ is: 'link', host, why: 'not-listed' }] : [];
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? asciiHost(new URL(url).hostname) : undefined;
}

const miniProgramFaults = (appId: string, { miniPrograms }: ThingLimits): readonly ThingFault[] =>
  miniPrograms && !miniPrograms.includes(appId) ? [{ is: 'mini-program', appId, why: 'not-listed' }] : [];

const programs = 'exe|scr|bat|cmd|com|msi|js|vbs|ps1|jar|apk|lnk|hta|dll';
const twoEndings = new RegExp(String.raw`\.(?:docx?|xlsx?|pptx?|pdf|jpe?g|png|txt|zip)\s*\.(?:${programs})$`, 'iu');
/** A mark that turns the reading direction: 「gpj.exe」 is shown as 「exe.jpg」. */
const turned = /[\u202a-\u202e\u2066-\u2069]/u;

function fileFaults(name: string, extension: string, { bannedFiles = [] }: ThingLimits): readonly ThingFault[] {
  if (turned.test(name)) return [{ is: 'file', extension, why: 'turned-round' }];
  if (twoEndings.test(name)) return [{ is: 'file', extension, why: 'two-endings' }];
  const isBanned = bannedFiles.some((ending) => ending.replace(/^\./u, '').toLowerCase() === extension);
  return isBanned ? [{ is: 'file', extension, why: 'banned' }] : [];
}

function qrFaults(content: string, limits: ThingLimits): readonly ThingFault[] {
  if (limits.qrCodes === 'no') return [{ is: 'qr-code', why: 'not-allowed' }];
  const host = /^https?:/iu.test(content) ? hostOf(content) : undefined;
  return host === undefined ? [] : linkFaults(host, limits);
}
