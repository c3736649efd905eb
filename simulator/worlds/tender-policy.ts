import { parse, stringify } from 'yaml';

interface PolicyText {
  readonly clauses: readonly { readonly readings?: readonly { confirmedBy: unknown }[] }[];
  readonly rules: Readonly<Record<string, { level: string }>>;
  readonly ladder: { readonly severities: Record<string, { is: string; confirmedBy: unknown }> };
  messages?: Record<string, unknown>;
}

const CONFIRMED = { who: '人资中心', on: '2026-10-20' };

/**
 * The policy of 德鲁克咨询 as its HR has it in November: 第9条 may lead to a proposal, since its gravity is confirmed, and of a found
 * word what stands around it is kept.
 */
export function tenderPolicy(shipped: string): string {
  const policy = parse(shipped) as PolicyText;
  for (const { readings = [] } of policy.clauses) for (const reading of readings) reading.confirmedBy = CONFIRMED;
  const use = policy.rules['harmful-words'];
  if (!use) throw new TypeError('the policy has no rule harmful-words');
  use.level = 'propose';
  policy.ladder.severities.content = { is: 'serious', confirmedBy: CONFIRMED };
  const legalBasis = { zh: '个人信息保护法第十三条：人力资源管理所必需', en: 'PIPL art. 13: needed to manage staff' };
  policy.messages = { ...policy.messages, content: 'hit', legalBasis, approvedBy: '总经理' };
  return stringify(policy, { aliasDuplicateObjects: false });
}
