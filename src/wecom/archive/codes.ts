import { HouseError } from '../../errors.ts';

/** What may follow a return code of the library: the same again, a few times the same, or nothing before a person acts [91552]. */
type Verdict = 'again' | 'a-few-times' | 'never';

interface Code {
  readonly verdict: Verdict;
  readonly why: string;
  readonly remedy: string;
}

const REPORT = 'If it stays, report the time and the code to WeCom.';

const CODES: Readonly<Record<number, Code>> = {
  10000: {
    verdict: 'never',
    why: 'a parameter is wrong: corpid, secret or limit',
    remedy:
      'Compare corpid and the secret of 会话内容存档 with 管理后台 > 管理工具 > 会话内容存档, correct qungui.yaml and restart.',
  },
  10001: {
    verdict: 'again',
    why: 'the library reached no network',
    remedy:
      'It is tried again by itself. Check the way out (ports 80 and 443) and the proxy with its user and password.',
  },
  10002: { verdict: 'again', why: 'an answer of WeCom could not be read', remedy: REPORT },
  10003: { verdict: 'again', why: 'a system call of the library failed', remedy: REPORT },
  10004: { verdict: 'never', why: 'a code that WeCom retired: a key is wrong', remedy: REPORT },
  10005: { verdict: 'never', why: 'a media file id is wrong', remedy: REPORT },
  10006: {
    verdict: 'never',
    why: 'a record could not be decrypted',
    remedy: 'Compare the private key with the public key of that version in 管理后台 > 会话内容存档.',
  },
  10007: { verdict: 'never', why: 'a code that WeCom retired: a key is wrong', remedy: REPORT },
  10008: { verdict: 'a-few-times', why: 'decrypting failed inside the library', remedy: REPORT },
  10009: {
    verdict: 'never',
    why: "this machine's address is not among the trusted ones",
    remedy: 'Add its public address in 管理后台 > 会话内容存档 > 可信IP地址; pulling goes on by itself.',
  },
  10010: {
    verdict: 'never',
    why: 'what was asked for is older than five days and gone',
    remedy: 'Nothing brings it back; the loss is recorded as a data gap.',
  },
  10011: {
    verdict: 'never',
    why: 'the TLS certificate of WeCom was not accepted',
    remedy: 'Check the time and the CA certificates of this machine, and whether a proxy opens TLS.',
  },
};

const UNKNOWN: Code = { verdict: 'never', why: 'a code that WeCom does not describe', remedy: REPORT };

/** What a return code of the library means and what may be done. */
export const explainCode = (code: number): Code => CODES[code] ?? UNKNOWN;

/** The library said no. `E-ARCHIVE-<code>`; retried with back-off only where WeCom advises it. */
export function archiveRefused(code: number): HouseError {
  const { verdict, why, remedy } = explainCode(code);
  return new HouseError({
    code: `E-ARCHIVE-${code}`,
    what: `the archive library answered ${code}`,
    why,
    remedy,
    retry: verdict === 'never' ? 'never' : 'backoff',
  });
}
