import type { Ask } from './ask.ts';
import type { Answer } from './desk.ts';
import type { InitOptions } from './init.ts';
import { newPathWords, type PathWords, refuseToOverwrite, writeAll } from './init-files.ts';
import { type Answers, answersOf } from './init-questions.ts';
import { refusedFile } from './strict-file.ts';

export async function init(options: InitOptions, ask: Ask | null): Promise<Answer> {
  refuseToOverwrite(options.dir);
  const answers = await answersOf(options, ask);
  if ('state' in answers) return refusedFile(answers.file, answers.source, answers.problems);
  const words = newPathWords();
  const written = writeAll(options.dir, answers, words);
  const steps = stepsFor(answers, words);
  return {
    exit: 0,
    json: { corp: answers.corp, written, steps },
    text: [
      `✓ written in ${options.dir}: ${written.join(', ')}`,
      '  Secrets can be read by this account alone. Never put them into qungui.yaml or into git.',
      ...(options.answers === undefined ? [] : [`  Remove ${options.answers} now if it holds secrets.`]),
      '',
      "Now, in this order (WeCom's admin console: https://work.weixin.qq.com/wework_admin):",
      ...steps.map(({ where, what, why }, i) => `\n${i + 1}. ${where}\n   ${what.join('\n   ')}\n   why: ${why}`),
      '',
    ].join('\n'),
  };
}

interface Step {
  readonly where: string;
  readonly what: readonly string[];
  readonly why: string;
}

/** In WeCom's own order: each step is refused, or does nothing, before those above it. */
function stepsFor({ corp, host }: Answers, words: PathWords): Step[] {
  const paste = (surface: keyof PathWords): string[] => [
    `URL: https://${host}/callbacks/${corp}/${surface}/${words[surface]}`,
    `Token: cat secrets/${corp}-${surface}-token`,
    `EncodingAESKey: cat secrets/${corp}-${surface}-aes-key`,
  ];
  return [
    {
      where: 'Here: npm start',
      what: [`and let https://${host} lead to it (by default http://127.0.0.1:8080)`],
      why: 'WeCom asks the address when you press save, and waits one second.',
    },
    {
      where: '应用管理 → 自建 → 本应用 → 接收消息 → 设置API接收',
      what: [...paste('app'), '保存'],
      why: 'Events and answers of people come here; cards with buttons need it.',
    },
    {
      where: '应用管理 → 自建 → 本应用 → 网页授权及JS-SDK → 可信域名; then 企业可信IP',
      what: [
        `可信域名: ${host.split(':')[0]}`,
        '企业可信IP: the address this machine calls WeCom from; it takes a minute',
      ],
      why: 'Without the address every call is refused (60020). The domain must be filed (ICP) by the company itself: that takes days, so begin early.',
    },
    {
      where: '客户与上下游 → 客户联系 → API → 可调用接口的应用',
      what: ['tick this app'],
      why: 'Only then customer groups, their members and nicknames can be read (48002 otherwise).',
    },
    {
      where: '应用管理 → 自建 → 本应用 → 接收消息 → 修改',
      what: ['tick 外部联系人变更回调 and 用户发送的普通消息'],
      why: 'Joins and leaves in customer groups, and what people answer to a reminder.',
    },
    {
      where: '应用管理 → 自建 → 本应用 → 可见范围',
      what: ['everybody whose groups are to be looked at, and HR'],
      why: 'Whoever is outside of it is invisible: he can neither be named nor told.',
    },
    {
      where: '管理工具 → 通讯录同步 → 设置接收事件服务器',
      what: [...paste('contacts'), '保存'],
      why: 'Who joins, moves and leaves the company; no other receiver is told.',
    },
    {
      where: 'Here: npm run qungui -- doctor',
      what: ['again after each step, if you like; only what it names with ✗ is wrong'],
      why: 'It asks WeCom what of the above is set, and says what to click and paste where it is not.',
    },
    {
      where: 'Here: npm run qungui -- sync, then: npm run qungui -- status',
      what: [`then: npm run qungui -- policy publish <policy file> --corp ${corp} --by <your userid>`],
      why: 'People and groups are read; with a policy in force they are judged.',
    },
  ];
}
