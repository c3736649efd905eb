import { newId } from '../ids.ts';

const OWN = 'reg-';

/** An id of our own for a group that WeCom names none of to us; WeCom's begin with `wr` or are chosen by the app. */
export const newOwnId = (): string => OWN + newId();

/** Whether a group lives under an id of our own: no API can be asked about it. */
export const isOwnId = (chatId: string): boolean => chatId.startsWith(OWN);
