import { rules } from '../../src/rules/index.ts';
import { cell, madeFrom, tableOf } from './made-note.ts';

const HEAD = `${madeFrom('the list of rules')}
# Rules

Every rule there is, with a page of its own: what it checks, its settings, examples that run, what it cannot see. What they need tells what has to be visible: without it a group is
_not checkable_. How clauses are written with them: [kinds of clauses](policy-reference.md).
`;

const CALLED: Readonly<Record<string, string>> = {
  register: 'Register 登记',
  membership: 'Membership 成员',
  naming: 'Naming 名称',
  avatar: 'Picture 头像',
  set: 'Several groups 几个群之间',
  response: 'Answers 回应',
  content: 'Contents 内容',
};

/** Every rule by room, with where its page lies. */
export function writeRules(): string {
  const rooms = [...new Set(rules.map(({ id }) => roomOf(id)))];
  const sections = rooms.map((room) => {
    const rows = rules
      .filter(({ id }) => roomOf(id) === room)
      .map(({ id, title, needs }) => [
        `[\`${id}\`](../src/rules/${id}.md)`,
        cell(title.zh),
        cell(title.en),
        needs.map((need) => `\`${need}\``).join(' '),
      ]);
    return `\n## ${CALLED[room] ?? room}\n\n${tableOf(['rule', '规则', 'what it checks', 'needs'], rows)}\n`;
  });
  return [HEAD, ...sections].join('\n');
}

const roomOf = (id: string): string => id.split('/')[0] ?? '';
