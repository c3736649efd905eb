/** One element: text is wrapped in CDATA, numbers are bare, lists nest. */
export type Field = readonly [name: string, value: string | number | readonly Field[]];

const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

function write([name, value]: Field): string {
  const inside =
    typeof value === 'string' ? cdata(value) : typeof value === 'number' ? value : value.map(write).join('');
  return `<${name}>${inside}</${name}>`;
}

/** The document WeCom posts, before it is sealed. */
export const xml = (fields: readonly Field[]): string => `<xml>${fields.map(write).join('')}</xml>`;
