import { stat } from 'node:fs/promises';
import { w } from '../../wecom/errcodes/entry.ts';
import { type Check, cannotTell, type Finding, fails, found } from '../check.ts';
import type { Patient } from '../patient.ts';

/** The key-encryption key and the home folder are this user's alone. Every `file:` was refused at the start unless it was. */
export const secrets: Check = {
  id: 'secrets',
  title: w('密钥文件', 'files of secrets'),
  async look({ deps: { config } }: Patient) {
    const findings = await Promise.all([alone(config.kekFile, 0o077, '600'), alone(config.home, 0o022, '700')]);
    return found(
      w('qungui.yaml 指到的每个文件启动时都查过是 0600', 'every file that qungui.yaml names was 0600 when it was read'),
      ...findings.flat(),
    );
  },
};

/** `shut`: the rights that nobody else may have. Into the home folder others may look, what is secret in it is 0600. */
async function alone(path: string, shut: number, mode: string): Promise<Finding[]> {
  const self = process.getuid?.();
  const known = await stat(path).catch(() => null);
  if (known === null) return [missing(path)];
  if (self === undefined || (known.mode & shut) === 0) return [];
  const has = (known.mode & 0o777).toString(8);
  return [
    fails({
      what: w(`${path} 别的用户也能动（${has}）`, `${path} is open to others (${has})`),
      why: w('谁拿到它，谁就能打开封存的内容。', 'Whoever has it can open what is sealed.'),
      where: w('在本机终端运行', 'In a terminal of this machine run'),
      paste: [`chmod ${mode} '${path}'`],
    }),
  ];
}

const missing = (path: string): Finding =>
  cannotTell({
    what: w(`${path} 不在`, `${path} is not there`),
    why: w('没有文件可看。', 'There is no file to look at.'),
    where: w('核对 QUNGUI_HOME 和 QUNGUI_KEK_FILE', 'Compare QUNGUI_HOME and QUNGUI_KEK_FILE'),
  });
