import type { Company } from '../world/company.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { neededText, objectOf, textsOf, wholeOf } from './params.ts';
import { Refusal } from './refusal.ts';

/** 敏感词 [95097]. */
export const interceptEndpoints: readonly Endpoint[] = [
  { path: 'externalcontact/add_intercept_rule', method: 'POST', opening: 'customer', answer: add },
  { path: 'externalcontact/get_intercept_rule_list', method: 'GET', opening: 'customer', answer: list },
  { path: 'externalcontact/get_intercept_rule', method: 'POST', opening: 'customer', answer: get },
  { path: 'externalcontact/update_intercept_rule', method: 'POST', opening: 'customer', answer: update },
  { path: 'externalcontact/del_intercept_rule', method: 'POST', opening: 'customer', answer: remove },
];

interface Rule {
  readonly id: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly type: number;
  readonly range: Body;
  readonly madeAt: Date;
}

const ofCompany = new WeakMap<Company, Map<string, Rule>>();

const rulesOf = (company: Company): Map<string, Rule> => {
  const known = ofCompany.get(company) ?? new Map<string, Rule>();
  ofCompany.set(company, known);
  return known;
};

function add({ company, body, now }: Call): Body {
  const rules = rulesOf(company);
  if (rules.size >= 100) throw new Refusal(41069);
  const name = nameOf(body, rules);
  const range = objectOf(body, 'applicable_range');
  if (!range) throw new Refusal(40058, 'applicable_range');
  const id = `ciapp${rules.size + 1}-${now.getTime()}`;
  const rule = { id, name, words: wordsOf(body), type: typeOf(body), range, madeAt: now };
  rules.set(id, rule);
  return { rule_id: id };
}

function list({ company }: Call): Body {
  return {
    rule_list: [...rulesOf(company).values()].map(({ id, name, madeAt }) => ({
      rule_id: id,
      rule_name: name,
      create_time: Math.floor(madeAt.getTime() / 1000),
    })),
  };
}

function get({ company, body }: Call): Body {
  const { id, name, words, type, range } = found(company, body);
  return { rule: { rule_id: id, rule_name: name, word_list: words, intercept_type: type, applicable_range: range } };
}

function update({ company, body }: Call): Body {
  const rule = found(company, body);
  const others = new Map([...rulesOf(company)].filter(([id]) => id !== rule.id));
  const name = body.rule_name === undefined ? rule.name : nameOf(body, others);
  const words = body.word_list === undefined ? rule.words : wordsOf(body);
  rulesOf(company).set(rule.id, { ...rule, name, words, type: typeOf(body, rule.type) });
  return {};
}

function remove({ company, body }: Call): Body {
  rulesOf(company).delete(found(company, body).id);
  return {};
}

function found(company: Company, body: Body): Rule {
  const rule = rulesOf(company).get(neededText(body, 'rule_id'));
  if (!rule) throw new Refusal(41071);
  return rule;
}

function nameOf(body: Body, others: ReadonlyMap<string, Rule>): string {
  const name = neededText(body, 'rule_name');
  if ([...name].length > 20) throw new Refusal(40058, 'rule_name');
  if ([...others.values()].some((other) => other.name === name)) throw new Refusal(41077);
  return name;
}

function wordsOf(body: Body): readonly string[] {
  const words = textsOf(body, 'word_list');
  if (words.length > 300) throw new Refusal(41068);
  if (words.some((word) => word === '' || [...word].length > 32)) throw new Refusal(41083);
  return words;
}

function typeOf(body: Body, otherwise = 0): number {
  const type = wholeOf(body, 'intercept_type', otherwise);
  if (type !== 1 && type !== 2) throw new Refusal(40058, 'intercept_type');
  return type;
}
