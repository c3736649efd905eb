import { w } from '../../wecom/errcodes/entry.ts';
import { SCOPE } from '../../wecom/errcodes/remedies.ts';
import { type Check, cannotTell, type Finding, found, warns } from '../check.ts';
import { shortList } from '../names.ts';
import { refusal } from '../refusal.ts';
import { sightOf } from '../visible.ts';

/** Who works here and is invisible to the app: neither named nor told. */
export const scope: Check = {
  id: 'scope',
  title: w('可见范围', 'visible scope'),
  async look(patient) {
    if (!patient.corp.surfaces.contacts?.secret)
      return found(w('没有问到', 'not asked'), noContacts(patient.corp.slug));
    try {
      const { everybody, outside } = await sightOf(patient);
      const inside = everybody.size - outside.size;
      const says = w(
        `${everybody.size} 个账号，看得到 ${inside} 个`,
        `${inside} of ${everybody.size} accounts are visible`,
      );
      return outside.size === 0 ? found(says) : found(says, unseen([...outside].sort(), everybody.size));
    } catch (err) {
      return found(w('没有问到', 'could not be asked'), refusal('scope', err, SCOPE));
    }
  },
};

const unseen = (outside: readonly string[], all: number): Finding =>
  warns({
    what: w(
      `${all} 个账号中有 ${outside.length} 个在可见范围之外`,
      `${outside.length} of ${all} accounts are outside the visible scope`,
    ),
    why: w(
      '看不到的人既认不出也通知不到，他当群主的客户群整个看不见。',
      'Who is outside can be neither named nor told, and customer groups that he owns are not seen at all.',
    ),
    where: SCOPE,
    paste: shortList(outside),
  });

const noContacts = (slug: string): Finding =>
  cannotTell({
    what: w(
      '没有通讯录同步的 Secret，不知道全公司有谁',
      'without the secret of 通讯录同步 nobody knows who else works here',
    ),
    why: w('应用只列得出看得到的人。', 'The app lists only those whom it sees.'),
    where: w(
      `管理后台 → 管理工具 → 通讯录同步，把 Secret 写进 corps.${slug}.surfaces.contacts.secret`,
      `Admin console → 管理工具 → 通讯录同步: its secret belongs into corps.${slug}.surfaces.contacts.secret`,
    ),
  });
