import { fingerprint } from '../content/fingerprint.ts';
import { readWordLists } from '../content/word-list.ts';
import type { Message } from '../events/message.ts';
import type { Elsewhere } from '../rules/hears.ts';
import type { CasesFile, PolicyCase } from './cases-file.ts';
import type { Overheard } from './hear.ts';

/** What a case lets rules about content hear: the words of the group, those of other groups, and the company's lists. */
export const overheardIn = (one: PolicyCase, file: CasesFile, messages: readonly Message[]): Overheard => ({
  messages,
  elsewhere: one.群.别处.flatMap(({ 群名: groupName, 时间: atMs, 说: text }, nth): Elsewhere[] => {
    const made = fingerprint(text);
    return made
      ? [{ messageId: `elsewhere-${nth}`, chatId: `wr-${groupName}`, groupName, atMs, fingerprint: made }]
      : [];
  }),
  lists: new Map(Object.entries(file.词表).map(([list, source]) => [list, readWordLists(source, list).lists])),
});
