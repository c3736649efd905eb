type Schema = Readonly<Record<string, unknown>>;

/** The settings of a rule as a list, one line a key, with the keys inside it below. */
export const settingsLines = (schema: unknown): string[] => keysOf(schema as Schema, schema as Schema, 0);

function keysOf(schema: Schema, root: Schema, depth: number): string[] {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const required = new Set((schema.required ?? []) as string[]);
  if (properties.length === 0 && depth === 0) return ['- none'];
  return properties.flatMap(([key, inner]) => {
    const value = resolved(inner, root);
    const line = `${'  '.repeat(depth)}- \`${key}\`${degreeOf(key, inner, required)}: ${words(value, inner)}`;
    return isSelector(inner) || depth > 3 ? [line] : [line, ...below(value, root, depth)];
  });
}

/** What stands inside: the keys of an object, of the items of a list, or of the objects among choices. */
function below(value: Schema, root: Schema, depth: number): string[] {
  if (value.properties) return keysOf(value, root, depth + 1);
  if (value.items && !isSelector(value.items as Schema))
    return below(resolved(value.items as Schema, root), root, depth);
  return [];
}

const degreeOf = (key: string, schema: Schema, required: ReadonlySet<string>): string => {
  if (schema.default !== undefined) return ` (${short(schema.default)})`;
  return required.has(key) ? ' (required)' : '';
};

const short = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(String).join(', ');
  return typeof value === 'object' ? 'see below' : String(value);
};

function words(value: Schema, written: Schema): string {
  const about = (written.description ?? value.description ?? '') as string;
  return [typeOf(value, written), about].filter((part) => part !== '').join('; ');
}

function typeOf(value: Schema, written: Schema): string {
  if (isSelector(written)) return 'a selector';
  if (value.enum) return (value.enum as unknown[]).map((one) => `\`${String(one)}\``).join(' or ');
  if (value.const !== undefined) return `\`${String(value.const)}\``;
  const choices = (value.anyOf ?? value.oneOf) as readonly Schema[] | undefined;
  if (choices) return choices.map((one) => typeOf(one, one)).join(' or ');
  if (value.type === 'array') return `a list${listOf(value.items as Schema)}`;
  return value.type === 'integer' || value.type === 'number' ? rangeOf(value) : (TYPES[String(value.type)] ?? '');
}

const listOf = (items: Schema): string => {
  if (isSelector(items)) return ' of selectors';
  return items.enum ? ` of ${(items.enum as unknown[]).map((one) => `\`${String(one)}\``).join(', ')}` : '';
};

function rangeOf({ minimum, maximum }: Schema): string {
  const most = typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? ` to ${maximum}` : ' or more';
  return typeof minimum === 'number' ? `${Math.max(minimum, -1e6)}${most}` : 'a number';
}

const TYPES: Readonly<Record<string, string>> = { string: 'text', boolean: 'true or false', object: 'keys as below' };

const isSelector = (schema: Schema): boolean => String(schema.$ref ?? '').endsWith('/Selector');

const resolved = (schema: Schema, root: Schema): Schema => {
  const name = /^#\/\$defs\/(.+)$/.exec(String(schema.$ref ?? ''))?.[1];
  const found = name === undefined ? undefined : (root.$defs as Record<string, Schema> | undefined)?.[name];
  return found ?? schema;
};
