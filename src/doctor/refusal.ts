import { HouseError } from '../errors.ts';
import { type Words, w } from '../wecom/errcodes/entry.ts';
import { explain } from '../wecom/errcodes.ts';
import { WeComRefused } from '../wecom/refused.ts';
import { cannotTell, type Finding, fails } from './check.ts';

/** Whose matter a refusal is, whichever call met it: there alone it is a fault, elsewhere it is waited for. */
type Owner = 'trusted-ip' | 'app' | 'itself';

const OF_THE_APP = new Set([
  40001, 40013, 40056, 40091, 40141, 41002, 41004, 41011, 45031, 50003, 48006, 60031, 301002,
]);

function ownerOf(err: HouseError): Owner {
  if (err instanceof WeComRefused) {
    if (err.errcode === 60020) return 'trusted-ip';
    return OF_THE_APP.has(err.errcode) ? 'app' : 'itself';
  }
  return err.code.startsWith('E-WECOM-') ? 'app' : 'itself';
}

/** Passing moods of WeCom, or of ours: nothing is wrong by them. */
const PASSES = new Set([
  'E-WECOM-PACE',
  'E-WECOM-TOKEN-LATE',
  'E-WECOM--1',
  'E-WECOM-6000',
  'E-WECOM-45009',
  'E-WECOM-45033',
]);

/**
 * What a refused call means to the check `id`: its own fault, with where to click, or something that another check is about.
 * `where` is what a person can look at by hand meanwhile. Errors that are none of the house's are thrown on.
 */
export function refusal(id: string, err: unknown, where: Words, paste: readonly string[] = []): Finding {
  if (!(err instanceof HouseError)) throw err;
  const owner = ownerOf(err);
  if (PASSES.has(err.code))
    return waits(
      w('企业微信的这个接口正在限流，稍后再查', 'this API of WeCom rests; look again later'),
      err,
      where,
      paste,
    );
  if (owner !== 'itself' && owner !== id)
    return waits(w(`先解决 ${owner}，才能查这一项`, `${owner} stands in front of this`), err, where, paste);
  return fails({ ...inWords(err), where: owner === 'app' ? remedyOf(err) : where, paste });
}

const waits = (what: Words, err: HouseError, where: Words, paste: readonly string[]): Finding =>
  cannotTell({ what, why: inWords(err).what, where, paste });

/** By the table; what is no refusal says itself what to do. */
const remedyOf = (err: HouseError): Words =>
  err instanceof WeComRefused ? explain(err.errcode).remedy : w(NO_ANSWER[err.code]?.remedy ?? err.remedy, err.remedy);

/** What can happen before WeCom has said yes or no. */
const NO_ANSWER: Readonly<Record<string, { readonly what: string; readonly remedy: string }>> = {
  'E-WECOM-UNREACHABLE': {
    what: '企业微信没有可用的应答',
    remedy: '检查本机到 qyapi.weixin.qq.com 的 DNS、防火墙和 TLS。',
  },
  'E-WECOM-SECRET': {
    what: 'Secret 换不到可用的 access_token',
    remedy: '核对 Secret 文件和企业ID，改好后一分钟内会自动再试。',
  },
};

/** What an expected failure says of itself; WeCom's by the table, in both languages. */
export function inWords(err: HouseError): Pick<Finding, 'what' | 'why'> {
  if (err instanceof WeComRefused) {
    const { meaning, cause } = explain(err.errcode);
    const code = `errcode ${err.errcode}`;
    return { what: w(`${meaning.zh}（${code}，${err.api}）`, `${meaning.en} (${code}, ${err.api})`), why: cause };
  }
  return { what: w(NO_ANSWER[err.code]?.what ?? err.message, err.message), why: w(err.why, err.why) };
}
