import type { CorpConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import { type Evidence, evidenceOf } from '../evidence/evidence-of.ts';
import { caseNamed } from './case-named.ts';
import { corpsOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { clockOf } from './moments.ts';
import { printable, table } from './table.ts';

export async function showCase(
  deps: Pick<Deps, 'config' | 'db'>,
  slug: string | undefined,
  wanted: string,
): Promise<Answer> {
  const which = caseNamed(wanted);
  for (const corp of corpsOf(deps.config, slug)) {
    const evidence = await deps.db.withCorp(corp.slug, (tx) => evidenceOf(tx, corp.slug, which));
    if (evidence) return { exit: 0, json: { corp: corp.slug, ...evidence }, text: report(corp, evidence) };
  }
  throw wrongUse(
    `there is no case ${wanted}`,
    'no corp that was looked through has it',
    'see open ones: groups show <group>',
  );
}

function report({ slug, timeZone }: CorpConfig, evidence: Evidence): string {
  const at = clockOf(timeZone);
  const one = evidence.case;
  const { says, fix, group, clause, notices, decisions, audit } = evidence;
  const end = one.closedAt ? `closed at ${at(one.closedAt)}: ${one.closedBecause}` : one.state;
  return [
    line(`C-${one.number} of ${slug}: ${one.nature}, ${end}${one.held ? `, held (${one.held}): nobody was told` : ''}`),
    line(`  ${says.zh}`),
    line(`  ${says.en}`),
    line(
      `  about ${one.subject} in ${group || '?'} (${one.chatId}); opened ${at(one.openedAt)}, time until ${at(one.graceUntil)}`,
    ),
    heading('1. Event', 'what WeCom told of the group before; it names no cause'),
    table(
      ['received', 'event', 'callback'],
      evidence.events.map((e) => [at(e.receivedAt), e.event ?? '?', e.id]),
      '  ',
    ) || '  none: seen when the group was read\n',
    heading('2. Facts', `as judged; input hash ${one.inputHash}`),
    ...factLines(evidence, at),
    heading(
      '3. Clause',
      `${one.policySlug} v${one.policyVersion}, rule ${one.rule} used as ${one.instance}, level ${one.level}`,
    ),
    ...(clause
      ? [line(`  ${clause.id} ${clause.title.zh}：${clause.text.zh}`), line(`  ${clause.title.en}: ${clause.text.en}`)]
      : [line(`  ${one.clause}`)]),
    line(`  → ${fix.zh} · ${fix.en}`),
    heading('4. Findings', 'each appearance and change'),
    table(
      ['at', 'change', 'says', 'policy'],
      evidence.findings.map((f) => [at(f.at), f.change, f.says, `v${f.policyVersion}`]),
      '  ',
    ) || '  none: a task or a question is no breach\n',
    heading('5. Notices', 'who was told'),
    table(
      ['no.', 'kind', 'to', 'state', 'written', 'sent', 'tries'],
      notices.map((n) => [
        String(n.number),
        n.kind,
        n.toUserid,
        n.state,
        at(n.createdAt),
        at(n.sentAt),
        String(n.attempts),
      ]),
      '  ',
    ) || '  nobody\n',
    heading('6. Decisions', 'by people'),
    table(
      ['at', 'who', 'what', 'via'],
      decisions.map((d) => [at(d.at), d.actor, d.action, d.via]),
      '  ',
    ) || '  none yet\n',
    heading('7. Audit', 'records of the chain'),
    table(
      ['seq', 'at', 'kind'],
      audit.map((a) => [String(a.seq), at(a.at), a.kind]),
      '  ',
    ) || '  none\n',
  ].join('');
}

const line = (text: string): string => `${printable(text)}\n`;
const heading = (title: string, says: string): string => `\n${title} (${says})\n`;

const SCENES: Readonly<Record<number, string>> = { 0: 'invited', 1: 'invited', 2: 'by link', 3: 'by QR code' };

/** What the case rests on: the rule's own values, and how the member stood in the group then. */
function factLines({ case: one, facts }: Evidence, at: (date: Date) => string): string[] {
  const values = Object.entries(one.detail as Record<string, string>).map(([name, value]) => `${name}: ${value}`);
  const stay = facts?.since
    ? `joined ${at(facts.since)}, ${SCENES[facts.joinScene ?? -1] ?? 'how is not told'}, inviter ${facts.inviter ?? 'not told'}, learned by ${facts.learned}`
    : '';
  const name =
    facts?.nickname === undefined ? '' : `nickname then: ${facts.nickname || '(none)'}; shown name: ${facts.shownName}`;
  return [...values, stay, name].filter((text) => text !== '').map((text) => line(`  ${text}`));
}
