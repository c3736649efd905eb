import { type Words, w } from '../../wecom/errcodes/entry.ts';
import { TRUSTED_IP } from '../../wecom/errcodes/remedies.ts';
import { WeComRefused } from '../../wecom/refused.ts';
import { type Check, type Finding, found } from '../check.ts';
import { refusal } from '../refusal.ts';

const CONTACTS = w(
  '管理后台 → 管理工具 → 通讯录同步 → 企业可信IP，加上本机的出口 IP，1 分钟后生效。',
  "Admin console → 管理工具 → 通讯录同步 → 企业可信IP: add this host's outgoing IP; it takes 1 minute.",
);

/** Whether WeCom takes calls from this host; 60020 names the address that it saw [90313]. */
export const trustedIp: Check = {
  id: 'trusted-ip',
  title: w('企业可信IP', 'trusted IP'),
  async look({ asked, corp }) {
    const findings = [...(await tried(asked.app, TRUSTED_IP))];
    if (corp.surfaces.contacts?.secret) findings.push(...(await ofContacts(() => tried(asked.everybody, CONTACTS))));
    return found(w('企业微信接受从本机来的调用与否', 'whether WeCom takes calls from this host'), ...findings);
  },
};

async function tried(ask: () => Promise<unknown>, where: Words): Promise<Finding[]> {
  try {
    await ask();
    return [];
  } catch (err) {
    const seen = err instanceof WeComRefused ? err.seenFrom : null;
    const finding = refusal('trusted-ip', err, where, seen ? [seen] : []);
    if (!(err instanceof WeComRefused && err.errcode === 60020))
      return finding.verdict === 'cannot-tell' ? [finding] : [];
    const named = seen ?? '';
    return [
      {
        ...finding,
        what: w(
          `${finding.what.zh}${named && `，企业微信看到的是 ${named}`}`,
          `${finding.what.en}${named && `; WeCom saw ${named}`}`,
        ),
      },
    ];
  }
}

/** Other troubles of the contacts' secret are told where its answers are needed. */
const ofContacts = async (try_: () => Promise<Finding[]>): Promise<Finding[]> =>
  (await try_()).filter(({ verdict }) => verdict === 'fail');
