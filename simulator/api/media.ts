import type { Company } from '../world/company.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { Refusal } from './refusal.ts';

/** Temporary media [90253]. */
export const mediaEndpoints: readonly Endpoint[] = [
  { path: 'media/upload', method: 'POST', opening: 'app', answer: upload },
];

interface Media {
  readonly type: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly at: Date;
}

const ofCompany = new WeakMap<Company, Map<string, Media>>();

const LIVES_MS = 3 * 86_400_000;
const MB = 1024 * 1024;
/** How big each kind may be. */
const MOST: Readonly<Record<string, number>> = { image: 10 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB };

/** What a media id stands for, during its three days; all apps of the company share it. */
export function liveMedia(company: Company, id: string, now: Date): Media | null {
  const found = ofCompany.get(company)?.get(id);
  return found && now.getTime() - found.at.getTime() < LIVES_MS ? found : null;
}

function upload({ company, query, raw, now }: Call): Body {
  const { type = '' } = query;
  const most = MOST[type];
  if (most === undefined) throw new Refusal(40004);
  const { name, bytes } = fileIn(raw);
  if (bytes.length <= 5) throw new Refusal(40006);
  if (bytes.length > most) throw new Refusal(45001);
  const id = company.chance.word(64);
  const all = ofCompany.get(company) ?? new Map<string, Media>();
  ofCompany.set(company, all.set(id, { type, name, bytes, at: now }));
  return { type, media_id: id, created_at: String(Math.floor(now.getTime() / 1_000)) };
}

/** The one part named `media`, with its file name and as many bytes as it says. */
function fileIn(raw: string): { name: string; bytes: Uint8Array } {
  const boundary = /^--([^\r\n]{1,70})\r\n/.exec(raw)?.[1];
  const [, head = '', rest] = /^[^\r\n]+\r\n([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(raw) ?? [];
  const end = rest?.lastIndexOf(`\r\n--${boundary}--`) ?? -1;
  if (boundary === undefined || rest === undefined || end < 0) throw new Refusal(41005);
  if (!/\bname="media"/.test(head)) throw new Refusal(41005);
  const name = /\bfilename="([^"]+)"/.exec(head)?.[1];
  const bytes = Buffer.from(rest.slice(0, end), 'latin1');
  const said = /\bfilelength=(\d+)/.exec(head)?.[1];
  if (name === undefined || (said !== undefined && Number(said) !== bytes.length)) throw new Refusal(41005);
  return { name, bytes };
}
