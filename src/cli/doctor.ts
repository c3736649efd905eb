import { InvalidArgumentError, Option } from 'commander';
import { corpOption, userid } from './corps.ts';
import type { Register } from './desk.ts';

export interface DoctorOptions {
  readonly corp?: string;
  readonly only?: readonly string[];
  readonly through?: string;
  readonly message?: string;
  readonly code?: string;
  readonly seenIn?: 'client' | 'wechat';
  readonly unread?: 'client' | 'wechat';
}

/** `doctor`: whether the tenant is set up, and what to click where it is not. */
export const register: Register = (program, desk) => {
  program
    .command('doctor')
    .description('looks whether WeCom and this installation are set up, and says what to click and paste where not')
    .addOption(corpOption())
    .addOption(new Option('--only <ids>', 'only these checks, such as trusted-ip,owners').argParser(ids))
    .addOption(
      new Option('--through <origin>', 'the public address, where qungui.yaml names no pages').argParser(origin),
    )
    .addOption(
      new Option('--message <userid>', 'sends this tester, and nobody else, one test message; once a day at most')
        .argParser(userid)
        .conflicts(['code', 'unread', 'only', 'through']),
    )
    .addOption(
      new Option('--code <digits>', 'the code of the test message, as the tester reads it')
        .argParser(digits)
        .conflicts(['unread', 'only', 'through']),
    )
    .addOption(new Option('--seen-in <place>', 'where the code was read').choices(['client', 'wechat']))
    .addOption(
      new Option('--unread <place>', 'where the test message shows no code')
        .choices(['client', 'wechat'])
        .conflicts(['only', 'through']),
    )
    .action(
      desk.answers(async (options: DoctorOptions) =>
        desk.open(async (deps) => {
          if (options.message || options.code || options.seenIn || options.unread)
            return (await import('./doctor-message.ts')).testMessage(deps, options);
          return (await import('./doctor-answer.ts')).examineCorps(deps, options);
        }),
      ),
    );
};

function ids(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((id) => id.trim())].filter((id) => id !== '');
}

function digits(text: string): string {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('The code has six digits.');
  return text;
}

function origin(text: string): string {
  if (!URL.canParse(text) || new URL(text).origin !== text || !/^https?:/.test(text))
    throw new InvalidArgumentError('Write it as https://qun.example.com, without a path.');
  return text;
}
