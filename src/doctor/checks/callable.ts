import { type Words, w } from '../../wecom/errcodes/entry.ts';
import { APPROVAL, CALLABLE } from '../../wecom/errcodes/remedies.ts';
import { type Check, found, type Outcome, warns } from '../check.ts';
import type { Patient } from '../patient.ts';
import { refusal } from '../refusal.ts';

const HOUR_MS = 3_600_000;

/** The app among the callable ones of 客户联系: without it no customer group is read [92571]. */
export const customerContact: Check = {
  id: 'customer-contact',
  title: w('客户联系的可调用应用', 'callable for 客户联系'),
  async look({ asked }) {
    try {
      const { length } = await asked.followers();
      const says = w(`可调用；可见范围内 ${length} 人有客户联系权限`, `callable; ${length} people in scope may use it`);
      return length > 0 ? found(says) : found(says, nobody());
    } catch (err) {
      return found(UNKNOWN, refusal('customer-contact', err, CALLABLE));
    }
  },
};

const UNKNOWN = w('应用没有这项权限，或没有问到', 'the app lacks the right, or could not ask');

const nobody = () =>
  warns({
    what: w('可见范围内没有人有客户联系权限', 'nobody in the visible scope may use 客户联系'),
    why: w(
      '没有这项权限的人建的群不是客户群，任何接口都看不到。',
      'Groups of people without the right are no customer groups; no API shows them.',
    ),
    where: w(
      '管理后台 → 客户联系 → 权限配置 → 使用范围，加上群主',
      'Admin console → 客户联系 → 权限配置 → 使用范围: add the group owners',
    ),
  });

/** 审批: approvals and filings of groups, leave and trips. Only a warning where no form was ever handed in. */
export const approval: Check = {
  id: 'approval',
  title: w('审批的可调用应用', 'callable for 审批'),
  look: (patient) =>
    optional(patient, {
      id: 'approval',
      where: APPROVAL,
      ask: () => patient.apis().setup.tryApprovals(patient.at.getTime() - HOUR_MS, patient.at.getTime()),
      inUse: ({ deps, corp: { slug } }) =>
        deps.db.withCorp(slug, async (tx) => (await tx.approvalRequest.count({ where: { corp: slug } })) > 0),
      without: w(
        '建群审批和备案只能人工记录，请假和出差也读不到。',
        'Approvals and filings can then only be written down by people, and leave and trips stay unknown.',
      ),
    }),
};

/** 打卡: shifts, by which the clocks of who works in turns run. Only a warning where none was ever read. */
export const attendance: Check = {
  id: 'attendance',
  title: w('打卡的可调用应用', 'callable for 打卡'),
  look: (patient) =>
    optional(patient, {
      id: 'attendance',
      where: w(
        '管理后台 → 应用管理 → 打卡 → API → 可调用接口的应用，勾选本应用',
        'Admin console → 应用管理 → 打卡 → API → 可调用接口的应用: tick the app',
      ),
      ask: () => patient.apis().setup.tryAttendance(),
      inUse: ({ deps, corp: { slug } }) =>
        deps.db.withCorp(
          slug,
          async (tx) => (await tx.shift.count({ where: { corp: slug, learnedBy: 'checkin' } })) > 0,
        ),
      without: w('排班读不到，计时不知道谁在班上。', 'Shifts are then unknown: clocks do not know who is on duty.'),
    }),
};

interface Optional {
  readonly id: string;
  readonly where: Words;
  ask(): Promise<void>;
  inUse(patient: Patient): Promise<boolean>;
  readonly without: Words;
}

async function optional(patient: Patient, { id, where, ask, inUse, without }: Optional): Promise<Outcome> {
  try {
    await ask();
    return found(w('可调用', 'callable'));
  } catch (err) {
    const finding = refusal(id, err, where);
    if (finding.verdict === 'cannot-tell') return found(UNKNOWN, finding);
    const needed = await inUse(patient);
    return found(
      UNKNOWN,
      needed
        ? finding
        : { ...finding, verdict: 'warn', why: w(`${finding.why.zh}${without.zh}`, `${finding.why.en} ${without.en}`) },
    );
  }
}
