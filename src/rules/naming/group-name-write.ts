import { labelIn, numberIn } from './group-name-fits.ts';
import type { KnownPart } from './group-name-parts.ts';
import type { GroupNameSettings } from './group-name-settings.ts';

type Format = readonly KnownPart[];

/** The format of which a name holds most; of equals the first. */
export function nearestFormat(key: string, formats: readonly Format[], atMs: number): Format | undefined {
  let nearest: Format | undefined;
  let most = -1;
  for (const format of formats) {
    const there = format.filter((part) => labelIn(key, part, atMs)).length;
    if (there > most) [nearest, most] = [format, there];
  }
  return nearest;
}

/** The exact name to paste; what only the group's people know stands as 〈填…〉. It keeps the number that the name has. */
export function pasteOf(key: string, parts: Format, settings: GroupNameSettings, atMs: number): string {
  const { separator, numbering, maxLength } = settings;
  const number =
    numbering === 'forbidden' ? undefined : (numberIn(key) ?? (numbering === 'required' ? '〈填序号〉' : undefined));
  const suffix = number === undefined ? '' : `-${number}群`;
  const ways = parts.map((part) => waysToWrite(key, part, atMs));
  const join = () =>
    ways.flatMap(([text]) => (text === undefined || text === '' ? [] : [text])).join(separator) + suffix;
  while ([...join()].length > maxLength) {
    const longer = ways.find((way) => way.length > 1);
    if (!longer) break;
    longer.shift();
  }
  return join();
}

/** What may be pasted for a part, the best first and each shorter than the one before. */
function waysToWrite(key: string, part: KnownPart, atMs: number): string[] {
  const there = labelIn(key, part, atMs);
  if (there && part.choice === 'theirs') return [there.text];
  if (part.optional && !there) return [];
  if (part.choice === 'theirs') return [`〈填${part.called}〉`];
  const lasting = part.labels.filter(({ untilMs }) => untilMs === null).map(({ text }) => text);
  const best = there && there.untilMs === null ? there.text : (lasting[0] ?? '');
  return [best, ...lasting.filter((text) => [...text].length < [...best].length)];
}
