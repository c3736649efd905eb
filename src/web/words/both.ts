/** The sentences of one room of pages; nothing is said in one language only. Places are `{name}`. */
export const both = <Key extends string>(words: {
  readonly zh: Readonly<Record<Key, string>>;
  readonly en: Readonly<Record<NoInfer<Key>, string>>;
}): typeof words => words;
