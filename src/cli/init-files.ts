import { randomInt } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { wrongUse } from './desk.ts';
import { copyPreset, presetFiles, refuseToReplace } from './init-preset.ts';
import type { Answers } from './init-questions.ts';

const SECRETS = 'secrets';
const CONFIG = 'qungui.yaml';

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const signs = (length: number): string => Array.from({ length }, () => SIGNS[randomInt(SIGNS.length)]).join('');

/** Each secret by the name of its file: Tokens and EncodingAESKeys are made here [90930]. */
export function secretsOf({ corp, appSecret, contactsSecret }: Answers): ReadonlyMap<string, string> {
  return new Map([
    [`${corp}-app-secret`, appSecret],
    [`${corp}-app-token`, signs(32)],
    [`${corp}-app-aes-key`, signs(43)],
    [`${corp}-contacts-token`, signs(32)],
    [`${corp}-contacts-aes-key`, signs(43)],
    ...(contactsSecret === undefined ? [] : ([[`${corp}-contacts-secret`, contactsSecret]] as const)),
  ]);
}

/** What stands behind the addresses for callbacks, so that nobody can guess them. */
export type PathWords = Readonly<Record<'app' | 'contacts', string>>;
export const newPathWords = (): PathWords => ({ app: signs(22), contacts: signs(22) });

/** Nothing that is there is ever overwritten: a lost EncodingAESKey cannot be had again from WeCom. */
export function refuseToOverwrite(folder: string): void {
  if (!existsSync(join(folder, CONFIG))) return;
  throw wrongUse(
    `${join(folder, CONFIG)} is there already`,
    'overwriting it could lose keys that WeCom still uses',
    'add a corp to it by hand, as qungui.example.yaml shows; or write elsewhere with --dir',
  );
}

/** Writes the secrets (0600, in a folder of 0700), then the file that names them. Answers what was written. */
export function writeAll(folder: string, answers: Answers, words: PathWords): string[] {
  const secrets = secretsOf(answers);
  const there = [...secrets.keys()].map((name) => join(folder, SECRETS, name)).filter((file) => existsSync(file));
  if (there.length > 0)
    throw wrongUse(
      `${there[0]} is there already`,
      'an earlier start was not finished, or this corp has keys in use',
      'see whether WeCom uses them; if not, remove them and start again',
    );
  const { corp, name: company, preset } = answers;
  if (preset !== undefined) refuseToReplace(folder, { corp });
  for (const policy of answers.policies)
    if (!existsSync(resolve(folder, policy)))
      throw wrongUse(`there is no policy ${policy}`, `paths start at ${resolve(folder)}`, 'correct the path');
  mkdirSync(join(folder, SECRETS), { recursive: true, mode: 0o700 });
  chmodSync(join(folder, SECRETS), 0o700);
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600, flag: 'wx' });
    return name;
  };
  const written = [...secrets].map(([name, value]) => write(join(SECRETS, name), `${value}\n`));
  const copied = preset === undefined ? [] : copyPreset(folder, { preset, corp, name: company });
  return [...written, ...copied, write(CONFIG, configText({ ...answers, policies: policiesOf(answers) }, words))];
}

const policiesOf = ({ policies, preset, corp }: Answers): string[] =>
  preset === undefined ? policies : [...policies, presetFiles({ corp })[0]];

function configText(
  { corp, corpid, name, agentId, contactsSecret, host, policies }: Answers,
  words: PathWords,
): string {
  const secret = contactsSecret === undefined ? '' : `\n        secret: file:${SECRETS}/${corp}-contacts-secret`;
  return `# What Qungui is told about your WeCom corps. A misspelt setting refuses to start, with its line.
# Secrets are never written here: each is a file of its own (chmod 600), from the folder of this file.

corps:
  ${corp}: # the slug: it stands in callback addresses, job ids and metrics
    corpid: ${corpid}
    name: ${JSON.stringify(name)}
    # timeZone: Asia/Shanghai
    surfaces:
      app: # https://${host}/callbacks/${corp}/app/${words.app}
        path: { word: ${JSON.stringify(words.app)}, plain: open } # closed: only the address with the word is answered
        agentId: ${agentId}
        secret: file:${SECRETS}/${corp}-app-secret
        callbacks: # while you change keys: the new pair first, the old one below it
          - token: file:${SECRETS}/${corp}-app-token
            aesKey: file:${SECRETS}/${corp}-app-aes-key
      contacts: # https://${host}/callbacks/${corp}/contacts/${words.contacts}${secret}
        path: { word: ${JSON.stringify(words.contacts)}, plain: open }
        callbacks:
          - token: file:${SECRETS}/${corp}-contacts-token
            aesKey: file:${SECRETS}/${corp}-contacts-aes-key
    policies: ${JSON.stringify(policies)}
    # pages: { origin: https://${host} } # opened by people inside WeCom: docs/pages.md
`;
}
