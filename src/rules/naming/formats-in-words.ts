import type { Sentence } from '../rule.ts';
import { whoInWords } from '../selector-words.ts';
import type { Format, NicknameSettings, PartKind, PartSpec } from './nickname-settings.ts';

/** Who writes what: 总裁写「姓名」；员工写「部门-姓名」. */
export function formatsInWords({ formats, separator, strength }: NicknameSettings): Sentence {
  const degree = strength === 'advised' ? { zh: '，提倡', en: ', advised' } : { zh: '', en: '' };
  const each = formats.map((format) => ({ whose: whoseInWords(format), parts: format.parts }));
  return {
    zh: each.map(({ whose, parts }) => `${whose.zh}写「${written(parts, separator, 'zh')}」`).join('；') + degree.zh,
    en: each.map(({ whose, parts }) => `${whose.en}: “${written(parts, separator, 'en')}”`).join('; ') + degree.en,
  };
}

function whoseInWords({ who, identity, contacts }: Format): Sentence {
  if (who) return whoInWords(who);
  if (contacts) return contactsInWords(contacts.tag);
  return IDENTITIES[identity ?? 'customer'];
}

const contactsInWords = (tag: string | undefined): Sentence =>
  tag === undefined ? { zh: '外部联系人', en: 'contacts' } : { zh: `「${tag}」联系人`, en: `contacts with ${tag}` };

const written = (parts: readonly PartSpec[], separator: string, language: keyof Sentence): string =>
  parts.map((part) => partInWords(part, language)).join(separator === '' ? '+' : separator);

function partInWords(spec: PartSpec, language: keyof Sentence): string {
  if (typeof spec === 'string') return PARTS[spec][language];
  const { part, text, oneOf, free, optional } = spec;
  const said = part === undefined ? (text ?? free ?? (oneOf ?? []).join('/')) : PARTS[part][language];
  return optional ? `（${said}）` : said;
}

const IDENTITIES: Readonly<Record<NonNullable<Format['identity']>, Sentence>> = {
  member: { zh: '会员', en: 'members' },
  staff: { zh: '外部工作人员', en: 'external staff' },
  customer: { zh: '客户', en: 'customers' },
};

export const PARTS: Readonly<Record<PartKind, Sentence>> = {
  company: { zh: '公司', en: 'company' },
  department: { zh: '部门', en: 'department' },
  title: { zh: '职务', en: 'title' },
  departmentAndOrTitle: { zh: '部门或职务', en: 'department or title' },
  name: { zh: '姓名', en: 'name' },
  lineKey: { zh: '房号或编码', en: 'room or code' },
  remark: { zh: '备注名', en: 'remark' },
};
