import type { Sentence } from '../rule.ts';
import { whoInWords } from '../selector-words.ts';
import type { Format, NicknameSettings, PartKind } from './nickname-settings.ts';

/** Who writes what: 总裁写「姓名」；员工写「部门-姓名」. */
export function formatsInWords({ formats, separator }: NicknameSettings): Sentence {
  const each = formats.map((format) => ({ whose: whoseInWords(format), parts: format.parts }));
  return {
    zh: each.map(({ whose, parts }) => `${whose.zh}写「${written(parts, separator, 'zh')}」`).join('；'),
    en: each.map(({ whose, parts }) => `${whose.en}: “${written(parts, separator, 'en')}”`).join('; '),
  };
}

function whoseInWords({ who, identity }: Format): Sentence {
  if (who) return whoInWords(who);
  return IDENTITIES[identity ?? 'customer'];
}

const written = (parts: readonly PartKind[], separator: string, language: keyof Sentence): string =>
  parts.map((part) => PARTS[part][language]).join(separator === '' ? '+' : separator);

const IDENTITIES: Readonly<Record<NonNullable<Format['identity']>, Sentence>> = {
  member: { zh: '会员', en: 'members' },
  staff: { zh: '外部工作人员', en: 'external staff' },
  customer: { zh: '客户', en: 'customers' },
};

const PARTS: Readonly<Record<PartKind, Sentence>> = {
  company: { zh: '公司', en: 'company' },
  department: { zh: '部门', en: 'department' },
  title: { zh: '职务', en: 'title' },
  departmentAndOrTitle: { zh: '部门或职务', en: 'department or title' },
  name: { zh: '姓名', en: 'name' },
};
