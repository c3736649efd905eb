import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Words = z.strictObject({ zh: z.string(), en: z.string() });

const KindOfClause = z.strictObject({
  key: z.string(),
  title: Words,
  note: Words.describe('what to know before writing it'),
});
/** A kind of clause that real policies hold. */
export type KindOfClause = z.infer<typeof KindOfClause>;

const Kinds = z.strictObject({
  shown: z.array(KindOfClause),
  attested: z.array(KindOfClause),
  heard: z.array(KindOfClause),
});
const kinds = Kinds.parse(parse(readFileSync(join(import.meta.dirname, 'kinds.yaml'), 'utf8')));

/** Those that data of groups, members and the directory can show, in the order in which a policy meets them. */
export const kindsOfClauses: readonly KindOfClause[] = kinds.shown;

/** Those that no data show by themselves, and that a person's word answers. */
export const attestedKinds: readonly KindOfClause[] = kinds.attested;

/** Those that the words of archived messages show, while they are heard. */
export const heardKinds: readonly KindOfClause[] = kinds.heard;

/** All of them, in the order of the reference. */
export const everyKind: readonly KindOfClause[] = [...kindsOfClauses, ...heardKinds, ...attestedKinds];
