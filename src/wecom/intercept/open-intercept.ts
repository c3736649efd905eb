import { z } from 'zod';
import type { Client } from '../client.ts';
import { listOf, Text } from '../fields.ts';
import type { InterceptApi, InterceptRule } from './intercept.ts';

const Id = z.union([z.string(), z.number()]).transform(String);
const Rules = z.object({
  rule_list: listOf(
    z
      .object({ rule_id: Id, rule_name: Text })
      .transform(({ rule_id, rule_name }) => ({ ruleId: rule_id, name: rule_name })),
  ),
});
const Added = z.object({ rule_id: Id });
const Done = z.object({});

/** 敏感词 of the client [95097]: the app must be callable in 客户联系. */
export function openIntercept({ call }: Client): InterceptApi {
  const write = (path: string, body: object) => call('app', path, { kind: 'write', body }, Done);
  return {
    list: async () =>
      (await call('app', 'externalcontact/get_intercept_rule_list', { kind: 'read', params: {} }, Rules)).rule_list,
    async add(rule, departments) {
      const body = { ...bodyOf(rule), applicable_range: { department_list: departments } };
      return (await call('app', 'externalcontact/add_intercept_rule', { kind: 'write', body }, Added)).rule_id;
    },
    update: async (ruleId, rule) => {
      await write('externalcontact/update_intercept_rule', { rule_id: ruleId, ...bodyOf(rule) });
    },
    remove: async (ruleId) => {
      await write('externalcontact/del_intercept_rule', { rule_id: ruleId });
    },
  };
}

const bodyOf = ({ name, words, how }: InterceptRule) => ({
  rule_name: name,
  word_list: words,
  intercept_type: how === 'block' ? 1 : 2,
});
