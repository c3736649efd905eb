/** No row of a database can keep it. */
const NOTHING = '\0';

const isWord = (value: string): boolean => !(value in Object.prototype);

/** What a form holds, field by field, without the sign that no row can keep. Pure. */
export const formFields = (body: string): URLSearchParams =>
  new URLSearchParams(
    [...new URLSearchParams(body)].map(([name, value]): [string, string] => [whole(name), whole(value)]),
  );

/** What an address holds: besides, words that every object knows, such as `constructor`, name nothing of ours and are left out. Pure. */
export const addressFields = (query: string): URLSearchParams =>
  new URLSearchParams([...formFields(query)].filter(([, value]) => isWord(value)));

const whole = (text: string): string => text.replaceAll(NOTHING, '');
