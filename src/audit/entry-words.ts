import { z } from 'zod';

// What is stored here is a contract for ever: a kind's fields never change. A new shape is a new `v` beside the old one.
// People only by pseudonym; no names, nicknames or chat text: the trail outlives the right to keep them.

/** A word of the house: a rule, a state, a reason. Never free text. */
export const Word = z.string().regex(/^[\w][\w.:/@-]{0,99}$/, 'a key, not prose');
/** A title of the policy or the register, in any script. Not for what people said or are called. */
export const Title = z.string().min(1).max(120);
export const Id = z.uuid();
export const ChatId = z.string().min(1).max(64);
export const Time = z.iso.datetime({ precision: 3 });
export const Count = z.int().min(0);
export const v = z.literal(1);

export const Policy = { policySlug: Word, policyVersion: Count };
/** What a judgement was made from: the version that judged, and the hash of the facts. */
export const Judged = { ...Policy, inputHash: Word };
export const InCase = { v, caseId: Id, chatId: ChatId };
