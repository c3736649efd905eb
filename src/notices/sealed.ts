import type { CorpKeys } from '../db/keys.ts';
import { NoticeContent } from './content.ts';

type Column = 'content' | 'body' | 'response_code';

/** Seals a column of one notice's row; it opens nowhere else. */
export const sealNotice = (keys: CorpKeys, column: Column, noticeId: string, text: string): string =>
  keys.seal({ table: 'notice', column, row: noticeId }, text);

export const openNotice = (keys: CorpKeys, column: Column, noticeId: string, sealed: string): string =>
  keys.open({ table: 'notice', column, row: noticeId }, sealed);

export const sealContent = (keys: CorpKeys, noticeId: string, content: NoticeContent): string =>
  sealNotice(keys, 'content', noticeId, JSON.stringify(NoticeContent.parse(content)));

export const openContent = (keys: CorpKeys, noticeId: string, sealed: string): NoticeContent =>
  NoticeContent.parse(JSON.parse(openNotice(keys, 'content', noticeId, sealed)));

/** The same, or null when it was moved, changed, sealed by a key that is gone, or written by a later version. */
export function tryOpenContent(keys: CorpKeys, noticeId: string, sealed: string): NoticeContent | null {
  try {
    return openContent(keys, noticeId, sealed);
  } catch {
    return null;
  }
}

/** A column's text, or null when it cannot be opened. */
export function tryOpenNotice(keys: CorpKeys, column: Column, noticeId: string, sealed: string): string | null {
  try {
    return openNotice(keys, column, noticeId, sealed);
  } catch {
    return null;
  }
}
