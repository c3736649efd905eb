import type { Kind } from '../../policy/policy.ts';
import type { Line } from './lines.ts';

type Worded = Pick<Line, 'kind' | 'purpose' | 'answered'>;
type Kinds = readonly Pick<Kind, 'id' | 'name'>[];

const nameOf = (id: string | null, kinds: Kinds): string | undefined => kinds.find((kind) => kind.id === id)?.name.zh;

/** Of a group whose kind no policy names any more. */
const OTHER = '其他';

/** What somebody said a group is for: its owner, else the sheet. Null: nobody; the name of the proposed kind says nothing. Pure. */
function saidPurpose({ kind, purpose, answered }: Worded, kinds: Kinds): string | null {
  const guessed = nameOf(kind, kinds);
  return [answered?.purpose, purpose].find((word) => word && word !== guessed) ?? null;
}

/** What a group of this kind is registered as being for: what was said, else the name of its kind; never an id. Pure. */
export const purposeOf = (line: Worded, kind: string, kinds: Kinds): string =>
  saidPurpose(line, kinds) ?? nameOf(kind, kinds) ?? OTHER;

/** Whether nobody said yet what a group is for. Groups outside WeCom are asked for a day instead. Pure. */
export const lacksPurpose = (line: Worded & Pick<Line, 'reach'>, kinds: Kinds): boolean =>
  line.reach !== 'outside' && saidPurpose(line, kinds) === null;
