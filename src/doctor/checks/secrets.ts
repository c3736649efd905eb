import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { KmsConfig } from '../../config.ts';
import { commandKek } from '../../db/command-kek.ts';
import { KEY_BYTES } from '../../db/kek.ts';
import { HouseError } from '../../errors.ts';
import { w } from '../../wecom/errcodes/entry.ts';
import { type Check, cannotTell, type Finding, fails, found } from '../check.ts';
import type { Patient } from '../patient.ts';

/** The key-encryption key and the home folder are this user's alone. Every `file:` was refused at the start unless it was. */
export const secrets: Check = {
  id: 'secrets',
  title: w('密钥文件', 'files of secrets'),
  async look({ deps: { config } }: Patient) {
    const file = config.kms && !existsSync(config.kekFile) ? [] : alone(config.kekFile, 0o077, '600');
    const program = config.kms ? trial(config.kms) : [];
    const findings = await Promise.all([program, file, alone(config.home, 0o022, '700')]);
    const [zh, en] = config.kms
      ? [
          `数据密钥由程序 ${config.kms.command[0]} 包裹`,
          `data keys are wrapped by the program ${config.kms.command[0]}`,
        ]
      : [`数据密钥由文件 ${config.kekFile} 包裹`, `data keys are wrapped by the file ${config.kekFile}`];
    return found(
      w(
        `${zh}；qungui.yaml 指到的每个文件启动时都查过是 0600`,
        `${en}; every file that qungui.yaml names was 0600 when it was read`,
      ),
      ...findings.flat(),
    );
  },
};

/** Has the program wrap and open a key that nobody uses. */
async function trial(kms: KmsConfig): Promise<Finding[]> {
  try {
    const kek = commandKek(kms, null);
    const key = randomBytes(KEY_BYTES);
    await kek.unwrap('doctor', 'trial', await kek.wrap('doctor', 'trial', key));
    return [];
  } catch (err) {
    if (!(err instanceof HouseError)) throw err;
    return [
      fails({
        what: w(`密钥程序 ${kms.command[0]} 用不了（${err.code}）`, err.message),
        why: w(
          `重启后封存的内容打不开；程序说的是：${err.why}`,
          `After a restart nothing sealed can be opened. ${err.why}`,
        ),
        where: w('看 docs/data-care.md 的 Keys 一节', err.remedy),
      }),
    ];
  }
}

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
