import { sendTestMessage, takeAnswer } from '../doctor/test-message.ts';
import type { OpenDeps } from '../open-deps.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import type { DoctorOptions } from './doctor.ts';
import { clockOf } from './moments.ts';

/** The test message: sent to the named tester, or answered by what he reads. */
export async function testMessage(deps: OpenDeps, options: DoctorOptions): Promise<Answer> {
  const corp = corpOf(deps.config, options.corp);
  if (options.message !== undefined) {
    const outcome = await sendTestMessage(deps, corp, options.message);
    if (outcome.sent === 'sent') return sent(options.message);
    const when = clockOf(corp.timeZone)(outcome.lastAt);
    return {
      exit: 1,
      json: { sent: 'too-soon', lastAt: outcome.lastAt },
      text: `✗ nothing was sent: the last test message left at ${when}, and there is at most one a day\n`,
    };
  }
  const seenIn = options.unread ?? options.seenIn;
  if (seenIn === undefined || (options.code === undefined && options.unread === undefined))
    throw wrongUse(
      'it is not said what was read where',
      'a message may be whole in WeCom and cut in WeChat',
      'add --code <digits> --seen-in client (or wechat); where the code cannot be seen, --unread client (or wechat)',
    );
  return answered(await takeAnswer(deps, corp, { seenIn, code: options.code ?? null }), seenIn);
}

const sent = (userid: string): Answer => ({
  exit: 0,
  json: { sent: 'sent', to: userid },
  text: [
    `✓ one test message was sent to ${userid}, and to nobody else`,
    '  read in WeCom:  qungui doctor --code <code> --seen-in client',
    '  read in WeChat: qungui doctor --code <code> --seen-in wechat',
    '  no code there:  qungui doctor --unread wechat\n',
  ].join('\n'),
});

function answered(outcome: Awaited<ReturnType<typeof takeAnswer>>, seenIn: string): Answer {
  const said = SAID[outcome];
  return { exit: outcome === 'confirmed' ? 0 : 1, json: { answer: outcome, seenIn }, text: `${said}\n` };
}

const SAID = {
  confirmed: '✓ that is the code: messages are read whole there',
  cut: '✗ noted: the code cannot be seen there. doctor --only message says what to switch off',
  'wrong-code': '✗ that is not the code of the last test message; nothing was noted',
  'no-message': '✗ no test message was sent: doctor --message <userid> sends one',
} as const;
