import { z } from 'zod';
import type { Conversation } from '../../src/events/conversation.ts';
import { castFrom, DescribedCast } from '../conversations/read-cast.ts';
import { readScript } from '../conversations/read-script.ts';

/** What was said in a group, in the form of test/fixtures/conversations; whoever `leads` holds the role `leader`. */
export const DescribedTalk = z.strictObject({
  hours: DescribedCast.shape.hours.default('09:00-12:00 13:30-18:00'),
  people: DescribedCast.shape.people,
  roles: DescribedCast.shape.roles.default({}),
  departments: DescribedCast.shape.departments.default({}),
  facts: z.array(z.string()).default([]),
  says: z.string(),
});
type DescribedTalk = z.infer<typeof DescribedTalk>;

/** The conversation that a description means. */
export const talkOf = ({ facts, says, ...cast }: DescribedTalk): Conversation =>
  readScript(says, facts, castFrom(cast, 'leader')).talk;
