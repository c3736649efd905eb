import type { Message } from '../../events/message.ts';

/** Texts of a message: what the sender wrote, and the words of what he sent along. `at`: whether places in it can be shown. */
export interface Text {
  readonly text: string;
  readonly at: 'own-words' | 'elsewhere';
}

export function wordsOf({ text, things }: Message): readonly Text[] {
  const along = things.flatMap((thing): string[] => {
    if (thing.is === 'forwarded') return thing.text === null ? [] : [thing.text];
    if (thing.is === 'link' || thing.is === 'document' || thing.is === 'mini-program') return [thing.title];
    return thing.is === 'file' ? [thing.name] : [];
  });
  const own: Text[] = text === null ? [] : [{ text, at: 'own-words' }];
  return [...own, ...along.filter((one) => one !== '').map((one): Text => ({ text: one, at: 'elsewhere' }))];
}
