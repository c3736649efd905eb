import { z } from 'zod';
import { rules } from '../rules/index.ts';
import { PolicyFile, UNSET } from './file.ts';

type Json = Record<string, unknown>;

/** The JSON Schema (2020-12) that editors check and complete policy files with; made from the schemas that load them. */
export function editorSchema(): Json {
  const everything = z.toJSONSchema(
    z.strictObject({ file: PolicyFile, ...Object.fromEntries(rules.map((rule) => [rule.id, rule.settings])) }),
    { io: 'input' },
  ) as { properties: Record<string, Json>; $defs: Record<string, Json> };
  const { file, ...settings } = everything.properties;
  const { UseOfRule, ...defs } = everything.$defs;
  const properties = UseOfRule?.properties as Json;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Qungui policy',
    description: 'Made by `npm run qungui -- policy schema --write`; do not edit.',
    ...file,
    $defs: {
      ...defs,
      UseOfRule: {
        ...UseOfRule,
        properties: { ...properties, rule: ruleChoice() },
        allOf: rules.map(({ id }) => ({
          if: { properties: { rule: { const: id } } },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: { properties: { settings: orUnset(settings[id] ?? {}) } },
        })),
      },
    },
  };
}

/** The schema as the file of the repository holds it. */
export const editorSchemaText = (): string => `${JSON.stringify(editorSchema(), null, 2)}\n`;

const ruleChoice = (): Json => ({
  description: 'Which rule.',
  oneOf: rules.map(({ id, title }) => ({ const: id, description: `${title.zh} · ${title.en}` })),
});

/** Every setting, also one inside another, may say that nobody has decided it. */
function orUnset(settings: Json): Json {
  if (!settings.properties) return settings;
  const properties = Object.entries(settings.properties as Record<string, Json>);
  const open = properties.map(([key, schema]) => [key, { anyOf: [orUnset(schema), { const: UNSET }] }]);
  return { ...settings, properties: Object.fromEntries(open) };
}
