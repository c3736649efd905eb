import { APP_ALERTS, type AppAlert } from '../../events/callback-event.ts';
import { type Words, w } from '../../wecom/errcodes/entry.ts';
import { ENABLE, SECRET } from '../../wecom/errcodes/remedies.ts';
import { type Check, type Finding, fails, found, warns } from '../check.ts';
import type { Patient } from '../patient.ts';
import { refusal } from '../refusal.ts';

/** The app's secret, whether it is enabled, and the signs of one that WeCom suspends because nobody opens it [90240]. */
export const app: Check = {
  id: 'app',
  title: w('应用本身', 'the app itself'),
  async look(patient) {
    const alerts = await lastAlert(patient);
    try {
      const wrong = await wrongSecrets(patient);
      if (wrong.length > 0) return found(w('有 Secret 不对', 'a secret is wrong'), ...wrong, ...alerts);
      const { name, state } = await patient.asked.app();
      const says = w(`应用「${name}」，Secret 可用`, `app 「${name}」, the secrets work`);
      return found(says, ...(state === 'disabled' ? [disabled()] : []), ...alerts);
    } catch (err) {
      return found(w('应用没有回答', 'the app did not answer'), refusal('app', err, SECRET), ...alerts);
    }
  },
};

/** Shown once each: a token that is still good would hide a secret that is not. */
async function wrongSecrets({ corp, apis }: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, secret } of Object.values(corp.surfaces)) {
    if (!secret || name === 'robot') continue;
    try {
      await apis().setup.trySecret(name);
    } catch (err) {
      const finding = refusal('app', err, SECRET);
      findings.push({ ...finding, what: w(`${name}：${finding.what.zh}`, `${name}: ${finding.what.en}`) });
    }
  }
  return findings;
}

const disabled = (): Finding =>
  fails({
    what: w('应用已停用', 'the app is disabled'),
    why: w('停用的应用不能发消息，也收不到事件。', 'A disabled app can neither send nor hear.'),
    where: ENABLE,
  });

/** The last thing WeCom said of how the app is used; a word that takes it back ends it. */
async function lastAlert({ deps, corp: { slug } }: Patient): Promise<Finding[]> {
  const row = await deps.db.withCorp(slug, (tx) =>
    tx.callback.findFirst({
      where: { corp: slug, event: { in: [...APP_ALERTS] } },
      orderBy: { receivedAt: 'desc' },
      select: { event: true, receivedAt: true },
    }),
  );
  const alert = APP_ALERTS.find((name) => name === row?.event);
  const told = alert && MEANING[alert];
  if (!row || !told) return [];
  const at = row.receivedAt.toISOString().slice(0, 10);
  const what = w(`${at} 企业微信通知：${told.words.zh}`, `on ${at} WeCom said: ${told.words.en}`);
  return [told.finding({ what, why: UNUSED, where: OPEN_IT })];
}

const UNUSED = w(
  '长期没有人打开的应用会被收回接口权限（48006），活跃度低的读不到客户数据（48011）。',
  'An app that nobody opens loses its API rights (48006); one that is hardly used loses customer data (48011).',
);
const OPEN_IT = w(
  '请管理员和几位同事今天打开一次本应用；已停用的，到 应用管理 → 本应用 重新启用',
  'Let an admin and some colleagues open the app today; where it was suspended, re-enable it in 应用管理 → the app',
);

const MEANING: Readonly<Record<AppAlert, { readonly words: Words; readonly finding: typeof fails } | null>> = {
  inactive_alert: { words: w('应用将因无人使用被停用', 'the app will be suspended for want of use'), finding: warns },
  close_inactive_agent: { words: w('应用因无人使用已被停用', 'the app was suspended for want of use'), finding: fails },
  reopen_inactive_agent: null,
  low_active_alert: {
    words: w('应用活跃度低，将被限制', 'the app is used little and will be limited'),
    finding: warns,
  },
  low_active: { words: w('应用活跃度低，已被限制', 'the app is used little and was limited'), finding: fails },
  active_restored: null,
};
