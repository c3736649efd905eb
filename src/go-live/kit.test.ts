import { describe, expect, test } from 'vitest';
import { foundingPolicy } from '../../test/builders/policy.ts';
import type { Policy } from '../policy/policy.ts';
import { kitOf } from './kit.ts';
import { paperText } from './paper.ts';
import type { Circumstances } from './running.ts';

const FILE_ALONE: Circumstances = { archive: 'unknown', oneToOne: null };

/** Every paper in both languages, as one text. */
const whole = (policy: Policy, known: Circumstances = FILE_ALONE): string =>
  kitOf(policy, known)
    .flatMap((paper) => [paperText(paper, 'zh'), paperText(paper, 'en')])
    .join('\n');

const paperOf = (policy: Policy, name: string, known: Circumstances = FILE_ALONE): string => {
  const paper = kitOf(policy, known).find((one) => one.name.endsWith(name));
  if (!paper) throw new TypeError(`there is no paper ${name}`);
  return paperText(paper, 'zh');
};

const slugs = ['chongqing-industrial', 'drucker-consulting', 'anhui-chamber'] as const;

describe.each(slugs)('%s', (slug) => {
  test('its papers say this', async () => {
    await expect(whole(foundingPolicy(slug))).toMatchFileSnapshot(`__snapshots__/${slug}.snap.txt`);
  });

  test('no place of a sentence is left empty, in either language', () => {
    expect(whole(foundingPolicy(slug))).not.toMatch(/\{\w+\}|undefined|\[object/);
  });

  test('what is handed to members threatens nobody; the sign-off list alone says what the text threatens', () => {
    const policy = foundingPolicy(slug);
    const threats = policy.clauses.flatMap(({ sanction }) => (sanction ? [sanction.zh] : []));
    for (const name of ['announcement', 'group-notice', 'welcome', 'faq', 'training'])
      for (const threat of threats) expect(paperOf(policy, name)).not.toContain(threat);
    for (const threat of threats) expect(paperOf(policy, 'sign-off')).toContain(threat);
  });
});

describe('only what runs is claimed', () => {
  const withoutNicknames = foundingPolicy('chongqing-industrial', [
    'clause: 第七条昵称\n    kinds: all\n    level: remind',
    'clause: 第七条昵称\n    kinds: all\n    level: off',
  ]);
  test.each([
    ['a rule that is off', '第七条昵称'],
    ['a rule that waits for a number', '第十条回复'],
  ])('%s is not among what is checked', (_why, clause) => {
    expect(paperOf(withoutNicknames, 'faq')).not.toMatch(new RegExp(`${clause}[^\\n]*（(会提醒|只记录)）`));
    expect(paperOf(withoutNicknames, 'announcement')).toMatch(new RegExp(`不核对\\n[\\s\\S]*\\*\\*${clause}`));
  });

  test('nicknames are asked for in customer groups alone, for WeCom shows no others', () => {
    const [, ...kinds] = paperOf(foundingPolicy('chongqing-industrial'), 'group-notice').split('\n## ');
    const asked = kinds.filter((text) => text.includes('部门+姓名')).map((text) => text.split('\n')[0]);
    expect(asked).toEqual(['项目营销微信平台']);
  });

  test('where no archive is connected, nothing that is said is checked', () => {
    const policy = foundingPolicy('chongqing-industrial');
    const without = paperOf(policy, 'faq', { archive: 'none', oneToOne: null });
    const connected = paperOf(policy, 'faq', { archive: 'connected', oneToOne: null });
    expect([/第八条 发言（只记录）/.test(without), /第八条 发言（只记录）/.test(connected)]).toEqual([false, true]);
  });

  test('a rule on its way is recorded until somebody has confirmed the next step', () => {
    const observed = foundingPolicy('chongqing-industrial', [
      "      separator: '-'\n",
      "      separator: '-'\n    rollout: default\n",
    ]);
    expect(paperOf(observed, 'faq')).toContain('第七条昵称 群昵称（只记录）');
  });

  test('an undecided kind is asked about and has no notice', () => {
    const policy = foundingPolicy('chongqing-industrial');
    expect(paperOf(policy, 'group-notice')).not.toContain('部门工作群');
    expect(paperOf(policy, 'sign-off')).toContain('「部门工作群」是否建立');
  });
});

test('hours, limits and beginnings are those of the policy', () => {
  const policy = foundingPolicy(
    'chongqing-industrial',
    ['tell: { from: 08:30, until: 20:00 }', 'tell: { from: 09:00, until: 18:00 }'],
    ['perMemberADay: 3', 'perMemberADay: 1'],
    ['baseline: recorded', 'baseline: told'],
  );
  const said = paperOf(policy, 'announcement');
  expect(said).toContain('只在工作日 09:00–18:00 发，一个人一天最多 1 条');
  expect(said).not.toContain('执行之前就有的情况');
});

test('what is said of private chats is what the notice for employees says, and nothing where it is not known', () => {
  const oneToOne = { zh: '不能。样例一句。', en: 'No. A sentence.' };
  const policy = foundingPolicy('anhui-chamber');
  expect(paperOf(policy, 'faq', { archive: 'none', oneToOne })).toContain('不能。样例一句。');
  expect(paperOf(policy, 'faq')).toContain('以本单位的《个人信息告知》为准');
});

test('the sign-off list asks an association for its council, a company for its staff', () => {
  expect(paperOf(foundingPolicy('anhui-chamber'), 'sign-off')).toContain('理事会通过');
  expect(paperOf(foundingPolicy('drucker-consulting'), 'sign-off')).toContain('职工大会');
});
