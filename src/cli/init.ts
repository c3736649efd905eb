import { InvalidArgumentError } from 'commander';
import type { Register } from './desk.ts';

export interface InitOptions {
  readonly dir: string;
  readonly answers?: string;
  readonly corp?: string;
  readonly corpid?: string;
  readonly name?: string;
  readonly host?: string;
  readonly agentId?: number;
  readonly appSecretFile?: string;
  readonly contactsSecretFile?: string;
  readonly policy?: string[];
  readonly preset?: string;
}

/** `init`: writes qungui.yaml and the secrets, and says what to paste where in WeCom's admin console. */
export const register: Register = (program, desk) => {
  program
    .command('init')
    .description(
      "writes qungui.yaml and the secrets of a corp, and says what to set in WeCom's admin console, in order",
    )
    .option('--dir <folder>', 'where to write', '.')
    .option('--answers <file>', 'the answers, as YAML: corp, corpid, name, host, agentId, appSecret …')
    .option('--corp <slug>', 'a short name for addresses and metrics, such as shifan')
    .option('--corpid <id>', '我的企业 → 企业信息 → 企业ID')
    .option('--name <name>', 'what people call the company')
    .option('--host <name>', "this service's public host name; its domain is the company's own")
    .option('--agent-id <number>', '应用管理 → the app → AgentId', wholeNumber)
    .option('--app-secret-file <file>', "a file that holds the app's Secret")
    .option('--contacts-secret-file <file>', 'a file that holds the Secret of 通讯录同步; not needed to begin')
    .option('--policy <file...>', 'policy files, from the folder that is written to')
    .option('--preset <name>', 'begins with a copy of a policy that is shipped: public-body (机关、事业单位、国有企业)')
    .action(desk.answers(async (options: InitOptions) => (await import('./init-answer.ts')).init(options, desk.ask)));
};

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('An AgentId is a whole number, such as 1000002.');
  return Number(text);
}
