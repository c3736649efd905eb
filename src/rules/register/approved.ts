import type { GroupFacts, Unseen } from '../../events/facts.ts';
import type { Approval } from '../../events/group.ts';
import { plainText } from '../plain-text.ts';
import type { Outcome, Sentence } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { whoInWords } from '../selector-words.ts';
import type { Permit } from './approved-settings.ts';
import { ApprovedSettings } from './approved-settings.ts';
import { beginOfDayMs, dayMs } from './days.ts';
import { someoneNamed, wordsNamed } from './named-in-text.ts';

const sayings = {
  'no-approval': {
    zh: '登记册里没有本群的建群审批（{by}）',
    en: 'The register holds no approval of this group ({by})',
  },
  'no-filing': { zh: '登记册里没有本群的备案（{by}）', en: 'The register holds no filing of this group ({by})' },
  neither: { zh: '登记册里没有本群的审批或备案（{by}）', en: 'The register holds neither approval nor filing ({by})' },
  'approved-by-other': {
    zh: '本群登记的审批人是「{now}」，应为 {by}',
    en: 'The approval on record is by “{now}”; it should be by {by}',
  },
  'filed-with-other': {
    zh: '本群登记的备案处是「{now}」，应为 {by}',
    en: 'The filing on record is with “{now}”; it should be with {by}',
  },
  'approval-incomplete': {
    zh: '本群的审批记录还缺{lacks}',
    en: 'The approval on record is not complete ({lacks})',
  },
  'filing-incomplete': {
    zh: '本群的备案记录还缺{lacks}',
    en: 'The filing on record is not complete ({lacks})',
  },
};
type Says = keyof typeof sayings;

const PERMITS = ['approval', 'filing'] as const;
type PermitName = (typeof PERMITS)[number];

/** The group has the approval and the filing that its kind needs, on record in the register. */
export const approved = defineRule<ApprovedSettings, Says>({
  id: 'register/approved',
  title: { zh: '建群审批与备案', en: 'Approved and filed' },
  needs: [],
  settings: ApprovedSettings,
  says: sayings,
  fix: {
    'no-approval': {
      zh: '已批过的，请补登审批人、编号和日期；没批过的，请先报 {by}',
      en: 'If approved, please record by whom, number and date; if not, ask {by} first',
    },
    'no-filing': {
      zh: '已备案的，请补登编号和日期；没有的，请报 {by} 备案',
      en: 'If filed, please record number and date; if not, file it with {by}',
    },
    neither: {
      zh: '请补登审批或备案其中一项：由谁、编号、日期',
      en: 'Please record one of the two: by whom, number, date',
    },
    'approved-by-other': {
      zh: '请核对审批记录；由他人批准的，请报 {by} 补批',
      en: 'Please check the record; if somebody else approved, ask {by} for it',
    },
    'filed-with-other': {
      zh: '请核对备案记录；报错了地方的，请补报 {by}',
      en: 'Please check the record; if filed elsewhere, file it with {by}',
    },
    'approval-incomplete': {
      zh: '请在登记册里补上审批的{lacks}',
      en: 'Please add to the approval in the register: {lacks}',
    },
    'filing-incomplete': {
      zh: '请在登记册里补上备案的{lacks}',
      en: 'Please add to the filing in the register: {lacks}',
    },
  },
  inWords,
  judge(facts, settings) {
    if (!facts.registered) return [blind('no-entry')];
    const needed = PERMITS.filter((name) => settings[name].need !== 'none');
    if (needed.some((name) => settings[name].fromMembers !== undefined)) {
      const reason = facts.unseen.get('roster');
      if (reason) return [blind(reason)];
    }
    if (facts.atMs < timeUntilMs(facts, settings)) return [];
    const outcomes = needed
      .filter((name) => facts.members.length >= (settings[name].fromMembers ?? 0))
      .map((name) => ({ name, says: judgePermit(name, settings[name], facts) }));
    if (settings.together === 'either') return judgeEither(outcomes, facts, settings);
    return outcomes.flatMap(({ name, says }) => (says === 'fine' ? [] : [said(says, name, settings[name], facts)]));
  },
});

interface Found {
  readonly name: PermitName;
  readonly says: Says | 'fine';
}

/** One that is in order excuses the other; one that is there and not in order is what has to be put right. */
function judgeEither(found: readonly Found[], facts: GroupFacts, settings: ApprovedSettings): Outcome<Says>[] {
  if (found.length === 0 || found.some(({ says }) => says === 'fine')) return [];
  const present = found.find(({ says }) => says !== 'no-approval' && says !== 'no-filing');
  const { name, says } = present ?? (found[0] as Found);
  const all = { ...settings[name], by: found.flatMap((one) => settings[one.name].by) };
  return [said(present ? (says as Says) : 'neither', name, present ? settings[name] : all, facts)];
}

function judgePermit(name: PermitName, permit: Permit, { registered, directory }: GroupFacts): Says | 'fine' {
  const record = registered?.[name] ?? null;
  if (!record) return name === 'approval' ? 'no-approval' : 'no-filing';
  const { by, who } = permit;
  const words = wordsNamed(record.by, by);
  const counts = permit.signatures === 'all' ? words === by.length : words > 0;
  const named = who !== undefined && someoneNamed(record.by, who, directory);
  if ((by.length > 0 || who) && !counts && !named)
    return name === 'approval' ? 'approved-by-other' : 'filed-with-other';
  if (lackingIn(record, permit).length > 0) return name === 'approval' ? 'approval-incomplete' : 'filing-incomplete';
  return 'fine';
}

/** What the policy wants on record beside the word and is not there. */
const lackingIn = (record: Approval, { evidence }: Permit): Permit['evidence'] =>
  evidence.filter((key) => (record[key] ?? '').trim() === '');

const IN_WORDS: Readonly<Record<Permit['evidence'][number], string>> = { number: '编号', date: '日期', scan: '扫描件' };

/**
 * A group whose day of creation nobody knows counts as one that was there before. What an inventory promised holds: until then
 * old papers may come.
 */
function timeUntilMs({ group, registered }: GroupFacts, { graceDays, existing }: ApprovedSettings): number {
  const bornMs = group.createdAtMs;
  const old = existing && (bornMs === null || bornMs < beginOfDayMs(existing.before));
  const oldUntilMs = old ? beginOfDayMs(existing.until) + dayMs : 0;
  return Math.max(oldUntilMs, registered?.papersUntilMs ?? 0, bornMs === null ? 0 : bornMs + graceDays * dayMs);
}

function said(says: Says, name: PermitName, permit: Permit, { registered }: GroupFacts): Outcome<Says> {
  const record: Approval | null = registered?.[name] ?? null;
  return {
    kind: permit.need === 'advised' ? 'task' : 'breach',
    subject: { kind: 'group' },
    says,
    detail: {
      by: byInWords(permit).zh,
      now: plainText(record?.by ?? '', 20) || '—',
      ...(record && {
        lacks:
          lackingIn(record, permit)
            .map((key) => IN_WORDS[key])
            .join('、') || '—',
      }),
    },
    tell: 'hr',
    window: name,
  };
}

const blind = (reason: Unseen): Outcome<Says> => ({ kind: 'unseen', subject: { kind: 'group' }, reason });

function byInWords({ by, who, signatures }: Permit): Sentence {
  const [zh, en] = signatures === 'all' ? ['和', ' and '] : ['或', ' or '];
  if (by.length > 0) return { zh: plainText(by.join(zh), 40), en: by.join(en) };
  return who ? whoInWords(who) : { zh: '—', en: '—' };
}

function inWords(settings: ApprovedSettings): Sentence {
  const { approval, filing, together, graceDays } = settings;
  const parts = [
    ...permitInWords(approval, { zh: '建群须经审批', en: 'approved' }),
    ...permitInWords(filing, { zh: '须备案', en: 'filed' }),
  ];
  const [zh, en] = together === 'either' ? ['，或', ' or '] : ['，', ', '];
  const days = { zh: `（建群后 ${graceDays} 天内补齐）`, en: ` (within ${graceDays} days of its creation)` };
  return {
    zh: `登记册有记录：${parts.map((part) => part.zh).join(zh)}${graceDays > 0 ? days.zh : ''}`,
    en: `on record: ${parts.map((part) => part.en).join(en)}${graceDays > 0 ? days.en : ''}`,
  };
}

function permitInWords(permit: Permit, words: Sentence): Sentence[] {
  if (permit.need === 'none') return [];
  const by = byInWords(permit);
  const from = permit.fromMembers;
  return [
    {
      zh: `${from ? `满 ${from} 人的群` : ''}${words.zh}${by.zh === '—' ? '' : `（${by.zh}）`}`,
      en: `${words.en}${by.en === '—' ? '' : ` (${by.en})`}${from ? ` from ${from} members on` : ''}`,
    },
  ];
}
