import { describe, expect, test } from 'vitest';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { explainPolicy } from './explain.ts';
import { asVersion } from './publishable.ts';

const a = foundingPolicy('chongqing-industrial');

describe('a policy in plain words', () => {
  test('says first what cannot be seen', () => {
    expect(explainPolicy(a).split('\n').slice(0, 11)).toEqual([
      '重庆实业（集团）微信群管理制度（草稿，尚未发布）',
      '重庆实业（集团） · 由行政人事部解释 · 原文发布于 2026-09-01 · 自 2026-09-01 起执行',
      '原文针对个人微信群；自各群迁入企业微信之日起，在企业微信中执行。未迁入的群只登记，不评判。',
      '',
      '先说看不见的',
      '- 共 19 条要求。不用会话存档，能核对 11 条；其中 11 条现在就有规则在核对。',
      '- 另有 4 条要靠会话存档（客户群还须每位外部成员同意），也只能部分核对，其中 3 条现在就有规则；没有存档时写“无法核对”，不写“没问题”。',
      '- 还有 4 条软件看不到，只能由人判断。',
      '- 「部门工作群」尚未决定是否建立：只列出，不评判。',
      '- 与公司的关系（正式、外包……）没有逐人说明的，凡要求取决于这一点，写“无法核对”。',
      '',
    ]);
  });

  test('says when the day is closed, where and by which clause, or that nobody has set the hour', () => {
    const unset = explainPolicy(a);
    expect(unset).toContain('日清日结（第十条日清日结）\n  还没有定几点，不问任何人\n  哪些群：');
    const set = foundingPolicy('chongqing-industrial', ['  at: unset\n  kinds:', '  at: 17:15\n  kinds:']);
    expect(explainPolicy(set)).toContain('  每个工作日 17:15，最迟在本人下班前 45 分钟');
    expect(explainPolicy(set, 'en')).toMatch(
      /Daily close \(第十条日清日结\)\n {2}Each working day at 17:15.*\n {2}Where: \w/,
    );
    expect(explainPolicy(foundingPolicy('drucker-consulting'))).not.toContain('日清日结（');
  });

  test('says for whom HR vouches', () => {
    const vouched = foundingPolicy('chongqing-industrial', [
      '\nkinds:\n',
      '\nrelations: [{ who: { tag: 外包 }, is: outsourced }, { who: { everyone: true }, is: regular }]\nkinds:\n',
    ]);
    expect(explainPolicy(vouched)).toContain(
      '没有逐人说明的，标签「外包」按外包人员对待，全体人员按正式员工对待，其余的人凡要求取决于这一点，写“无法核对”。',
    );
  });

  test('then each clause: the duty, what is checked on whom and where, what happens, what stays unseen', () => {
    const lines = explainPolicy(a).split('\n');
    const from = lines.findIndex((line) => line.startsWith('第六条'));
    expect(lines.slice(from, from + 7).concat(lines.slice(from + 14, from + 15))).toEqual([
      '第六条 准入与请出（原则上）',
      '  入群和请出原则上由群管理员操作，其他人请不要随意邀请。',
      '  核对：由管理员邀请入群 · 可以邀请：登记的群管理员、营销经理；或扫登记的入群二维码',
      '  哪些群：项目营销微信平台',
      '  发现后：善意提醒，请当事人或群管理员处理，期限 2 天',
      '  自何时：2026-09-01 起，每件事按当时的制度看',
      '  核对：群设置清单 · 由人确认：已打开「群聊邀请确认」（每 365 天确认）',
      '  看不见：只有客户群看得到邀请人，且企业微信不一定告知；谁请出了成员，从不告知。客户端的开关没有接口，由人确认。',
    ]);
  });

  test('a clause without a rule says why, a sanction says that no machine carries it out', () => {
    const b = explainPolicy(foundingPolicy('drucker-consulting'));
    expect(b).toContain('  不核对：是否公务由人判断，软件最多提请管理员留意。');
    expect(b).toContain('罚款由法务与人资把关，软件不执行。');
    expect(b).toContain('  原文的处理：每次罚款 50 元。软件不执行。');
    expect(b).toContain('  我们的理解：30 分钟按工作时间计算。（尚未确认，只记录）');
    expect(b).toContain('  待定：多长时间内回复通知？建议：1 个工作日');
  });

  test('kinds that are undecided are no place where a rule applies', () => {
    expect(explainPolicy(a)).not.toMatch(/哪些群：.*部门工作群/);
  });

  test('a published version says its number', () => {
    expect(explainPolicy(asVersion(a, 3)).split('\n')[0]).toBe('重庆实业（集团）微信群管理制度（第 3 版）');
  });

  test('in English, too, and then without Chinese labels', () => {
    const lines = explainPolicy(a, 'en').split('\n');
    expect(lines[5]).toBe('- 19 demands. Without the archive 11 can be checked; rules check 11 of them today.');
    expect(lines.filter((line) => /^ {2}(核对|哪些群|发现后|不核对|看不见)/.test(line))).toEqual([]);
  });

  test.each(['chongqing-industrial', 'drucker-consulting', 'anhui-chamber'] as const)(
    '%s in English names no title in Chinese where the file gives it in English',
    (slug) => {
      const lines = explainPolicy(foundingPolicy(slug), 'en').split('\n');
      const checked = lines.filter((line) => /^ {2}(Checked|Where|Then|Since):/.test(line));
      expect(checked.length).toBeGreaterThan(3);
      // A category of the company's own words is a word, no title.
      const titles = checked.map((line) => line.replace('闲聊', ''));
      expect(titles.filter((line) => /\p{Script=Han}/u.test(line))).toEqual([]);
    },
  );

  test('whom the titles mean stands at the end, with dates and deputies where they are held by name', () => {
    const held = foundingPolicy('chongqing-industrial', [
      '{ name: { zh: 总裁, en: President }, who: { title: 总裁 } }',
      '{ name: { zh: 总裁, en: President }, holders: [{ userid: zhang, from: 2026-09-01, source: 任命书, deputy: { userid: li, from: 2026-10-01, until: 2026-10-07 } }] }',
    ]);
    expect(explainPolicy(held)).toContain('\n  总裁：zhang（2026-09-01 起）、li（2026-10-01 起至 2026-10-07）\n');
    expect(explainPolicy(a)).toContain('\n  各分管副总：职务「分管副总、分管副总裁、副总裁」\n');
  });

  test('an exception says whom it spares, until when, why and who answers for it', () => {
    const spared = foundingPolicy('chongqing-industrial', [
      "      separator: '-'\n",
      "      separator: '-'\n    exceptions: [{ who: { userid: zhao }, group: wr-1, reason: { zh: 产假, en: maternity leave }, by: 行政人事部, until: 2026-12-31 }]\n",
    ]);
    expect(explainPolicy(spared)).toContain(
      '  例外：账号「zhao」，在群 wr-1，到 2026-12-31 为止；原因：产假（行政人事部）',
    );
    expect(explainPolicy(spared, 'en')).toContain(
      '  Excepted: account zhao in group wr-1, until 2026-12-31; because: maternity leave (Administration and HR)',
    );
  });

  test('a narrower kind says of which groups it is one', () => {
    const narrow = foundingPolicy(
      'chongqing-industrial',
      [
        '  department:\n    name: { zh: 部门工作群',
        '  large: { name: 大型平台, reach: [customer], of: marketing, when: { membersFrom: 200, outsiders: some } }\n  department:\n    name: { zh: 部门工作群',
      ],
      ['clause: 第六条\n    kinds: [marketing]', 'clause: 第六条\n    kinds: [large]'],
    );
    expect(explainPolicy(narrow)).toContain('哪些群：大型平台（项目营销微信平台中满 200 人、有外部成员的）');
  });

  test('rules about answers say their roles by title; own words and spokesmen are said', () => {
    const asked = foundingPolicy(
      'chongqing-industrial',
      ['    level: off\n    grace: none\n', '    level: observe\n    grace: none\n'],
      [
        '{ from: [leader], unnamed: responsible, answer: { within: unset } }',
        '{ from: [president, leader], answer: { within: 4 hours, escalate: [{ to: supervising }] } }',
      ],
      [
        '\nmanners:',
        '\nmessages:\n  words: { acknowledge: { 收到: [已收悉] }, without: [麻烦] }\n' +
          '  spokesmen: [{ who: { userid: sun }, for: { role: president }, called: [韩总] }]\n\nmanners:',
      ],
    );
    expect(explainPolicy(asked)).toContain(
      '  核对：交办事项的回应 · 总裁、领导交办的事，4 个工作小时内回应，过时告诉总裁办\n',
    );
    expect(explainPolicy(asked)).toContain(
      '\n消息怎么读\n  本公司自己的说法：已收悉\n  不算数的说法：麻烦\n  账号「sun」提到总裁（也叫韩总）时，说的话算后者的\n',
    );
    expect(explainPolicy(asked, 'en')).toContain(
      'tasks from President, a leader, answered within 4 working hours, then President',
    );
    expect(explainPolicy(foundingPolicy('drucker-consulting'))).not.toContain('消息怎么读');
  });

  test('a number that nobody has set is said instead of guessed', () => {
    const open = foundingPolicy('drucker-consulting', ['newcomerDays: 3', 'newcomerDays: unset']);
    expect(explainPolicy(open)).toContain('  核对：应入必入 · 还有数字没有定下');
  });
});

test('every rule that a founding policy uses says in both languages what it looks at', () => {
  const uses = (['chongqing-industrial', 'drucker-consulting', 'anhui-chamber'] as const).flatMap((slug) =>
    foundingPolicy(slug).uses.filter(({ unset }) => unset.length === 0),
  );
  expect(new Set(uses.map(({ rule }) => rule.id)).size).toBeGreaterThanOrEqual(5);
  for (const { rule, settings } of uses) {
    const { zh, en } = rule.inWords(settings);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/undefined|\[object/);
    expect(en).not.toBe(zh);
  }
});
