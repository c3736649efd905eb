import type { Relation } from '../events/person.ts';
import type { Sentence } from './rule.ts';
import type { Held, Selector } from './selector.ts';

/** Whom a selector names, for people to read. */
export function whoInWords(who: Selector): Sentence {
  if (who.called !== undefined) return typeof who.called === 'string' ? same(who.called) : who.called;
  const parts = [
    ...(who.everyone ? [{ zh: '全体人员', en: 'everybody' }] : []),
    ...named(who.role, '角色', 'role'),
    ...named(who.department, '部门', 'department'),
    ...named(who.mainDepartment, '主部门', 'main department'),
    ...(who.ofGroup ? [{ zh: '本群主管部门的人员', en: "people of the group's own department" }] : []),
    ...named(who.title, '职务', 'title'),
    ...named(who.titleContains, '职务含', 'title with'),
    ...(who.leads ? [{ zh: '部门负责人', en: 'those who lead a department' }] : []),
    ...relations(who.relation),
    ...named(who.tag, '标签', 'tag'),
    ...named(who.userid, '账号', 'account'),
    ...named(who.list, '名单', 'list'),
    ...named(who.contactTag, '外部联系人标签', 'contacts with tag'),
    ...(who.held ? [either(who.held.map(heldInWords))] : []),
    ...(who.any ? [either(who.any.map(whoInWords))] : []),
    ...(who.all ? [both(who.all.map(whoInWords))] : []),
    ...(who.not ? [exceptFor(whoInWords(who.not))] : []),
  ];
  return both(parts);
}

const CHINA_MS = 8 * 3_600_000;
const dayInChina = (atMs: number): string => new Date(atMs + CHINA_MS).toISOString().slice(0, 10);

/** Who holds a role, and when; `untilMs` is the first moment after it. */
function heldInWords({ userid, fromMs, untilMs }: Held): Sentence {
  const from = dayInChina(fromMs);
  const until = untilMs === null ? null : dayInChina(untilMs - 1);
  return {
    zh: `${userid}（${from} 起${until === null ? '' : `至 ${until}`}）`,
    en: `${userid} (from ${from}${until === null ? '' : ` until ${until}`})`,
  };
}

/** Several of them, as a list. */
export const either = (sentences: readonly Sentence[]): Sentence => ({
  zh: sentences.map(({ zh }) => zh).join('、'),
  en: sentences.map(({ en }) => en).join(', '),
});

const both = (sentences: readonly Sentence[]): Sentence => ({
  zh: sentences.map(({ zh }) => zh).join('，且'),
  en: sentences.map(({ en }) => en).join(' and '),
});

const same = (text: string): Sentence => ({ zh: text, en: text });
const exceptFor = ({ zh, en }: Sentence): Sentence => ({ zh: `不是${zh}`, en: `not ${en}` });

function named(values: string | readonly string[] | undefined, zh: string, en: string): Sentence[] {
  if (values === undefined) return [];
  const all = [values].flat();
  return [{ zh: `${zh}「${all.join('、')}」`, en: `${en} ${all.join(' or ')}` }];
}

function relations(values: Relation | readonly Relation[] | undefined): Sentence[] {
  if (values === undefined) return [];
  return [either([values].flat().map((relation) => RELATION_WORDS[relation]))];
}

/** How a relation is called. */
export const RELATION_WORDS: Readonly<Record<Relation, Sentence>> = {
  regular: { zh: '正式员工', en: 'regular staff' },
  probation: { zh: '试用员工', en: 'staff on probation' },
  intern: { zh: '实习生', en: 'interns' },
  dispatched: { zh: '派遣人员', en: 'dispatched staff' },
  outsourced: { zh: '外包人员', en: 'outsourced staff' },
  rehired: { zh: '返聘人员', en: 'rehired staff' },
  advisor: { zh: '顾问', en: 'advisors' },
  'association-member': { zh: '会员', en: 'members of the association' },
  customer: { zh: '客户', en: 'customers' },
  'system-account': { zh: '系统账号', en: 'system accounts' },
  unknown: { zh: '身份未定的人', en: 'people of unknown standing' },
};
