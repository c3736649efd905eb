import type { FileUse } from './file.ts';
import type { Path } from './problem.ts';

/** Where in a use, what is wrong, and what to do. */
export type Said = readonly [on: Path, message: string, remedy: string];

/** Settings that each are possible and together ask for what nobody can do. Their shape was checked before. */
export function impossibleSettings({ rule, settings }: FileUse): Said[] {
  if (rule === 'naming/group-name') return groupName(settings as GroupName);
  if (rule === 'naming/nickname') return nickname(settings as Nickname);
  if (rule === 'membership/admins') return admins(settings as Counts);
  if (rule === 'membership/size') return size(settings as Size);
  return [];
}

interface NamePart {
  readonly text?: string;
  readonly oneOf?: readonly string[];
  readonly optional?: true;
}
interface GroupName {
  readonly formats?: readonly (readonly NamePart[])[];
  readonly direction?: 'required' | 'advised' | 'forbidden';
  readonly bannedWords?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
}

function groupName({ formats = [], direction, bannedWords = [], minLength = 1, maxLength = 32 }: GroupName): Said[] {
  const lengths: Said[] =
    minLength > maxLength
      ? [[['settings', 'minLength'], `is more than maxLength (${maxLength})`, 'let it be less']]
      : [];
  if (direction === 'forbidden') return lengths;
  const banned = (word: string): boolean => bannedWords.some((one) => word.includes(one));
  const each = formats.flatMap((parts, i): Said[] => {
    const on: Path = ['settings', 'formats', i];
    const must = parts.filter(({ optional }) => !optional);
    const word = must.map(wordsOf).find((words) => words.length > 0 && words.every(banned));
    if (word) return [[on, `nobody can write it: "${word.join('" or "')}" is banned`, 'take it from bannedWords']];
    const least = must.reduce((sum, part) => sum + leastOf(part), 0);
    if (least <= maxLength) return [];
    return [[on, `nobody can write it in ${maxLength} characters: it has ${least} at least`, 'raise maxLength']];
  });
  return [...lengths, ...each];
}

const wordsOf = ({ text, oneOf }: NamePart): readonly string[] => (text === undefined ? (oneOf ?? []) : [text]);

/** The shortest that a part can be: of what is not a fixed word, one character. */
function leastOf(part: NamePart): number {
  const words = wordsOf(part);
  return words.length === 0 ? 1 : Math.min(...words.map((word) => [...word].length));
}

type NicknamePart = string | (NamePart & { readonly free?: string; readonly minLength?: number });

interface Nickname {
  readonly formats?: readonly {
    readonly who?: unknown;
    readonly identity?: string;
    readonly contacts?: unknown;
    readonly parts: readonly NicknamePart[];
    readonly also?: readonly (readonly NicknamePart[])[];
  }[];
  readonly separator?: string;
  readonly maxLength?: number;
}

/** A name, a department or a company of one character is none. */
const LEAST_OF_PART = 2;

function leastOfNicknamePart(part: NicknamePart): number {
  if (typeof part === 'string') return LEAST_OF_PART;
  if (part.optional) return 0;
  return part.free === undefined ? leastOf(part) : (part.minLength ?? 1);
}

function nickname({ formats = [], separator = '-', maxLength = 32 }: Nickname): Said[] {
  return formats.flatMap((format, i): Said[] => {
    const on: Path = ['settings', 'formats', i];
    const least = Math.min(
      ...[format.parts, ...(format.also ?? [])].map((parts) => {
        const must = parts.map(leastOfNicknamePart).filter((least) => least > 0);
        return must.reduce((sum, least) => sum + least, 0) + (must.length - 1) * separator.length;
      }),
    );
    if (least > maxLength)
      return [
        [on, `nobody can write ${least} characters or more in ${maxLength}`, 'raise maxLength, or name fewer parts'],
      ];
    const before = formats.findIndex((other) => takesAll(other, format));
    if (before < 0 || before >= i) return [];
    return [[on, `nobody is left for it: format ${before + 1} is for the same people`, 'put the narrower one first']];
  });
}

type Format = NonNullable<Nickname['formats']>[number];

const takesAll = (other: Format, format: Format): boolean =>
  other.contacts !== undefined || format.contacts !== undefined
    ? JSON.stringify(other.contacts) === JSON.stringify(format.contacts)
    : other.identity === undefined
      ? format.identity === undefined &&
        (JSON.stringify(other.who) === JSON.stringify({ everyone: true }) ||
          JSON.stringify(other.who) === JSON.stringify(format.who))
      : other.identity === format.identity;

interface Counts {
  readonly atLeast?: number;
  readonly atMost?: number;
}

const admins = ({ atLeast, atMost }: Counts): Said[] =>
  atLeast !== undefined && atMost !== undefined && atLeast > atMost
    ? [[['settings', 'atLeast'], `asks for more than atMost (${atMost}) allows`, 'let it be less']]
    : [];

interface Size {
  readonly atLeast?: number;
  readonly thresholds?: readonly { readonly over: number; readonly follows: string }[];
}

const size = ({ atLeast, thresholds = [] }: Size): Said[] =>
  thresholds.flatMap(({ over, follows }, i): Said[] =>
    follows === 'split' && atLeast !== undefined && atLeast > over
      ? [
          [
            ['settings', 'thresholds', i],
            `a group needs ${atLeast} members and is split from ${over + 1} on`,
            'raise over',
          ],
        ]
      : [],
  );
