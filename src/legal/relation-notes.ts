import type { AuditEntry } from '../audit/entry.ts';
import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory, Person } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import type { Plain, Words } from '../notices/content.ts';
import type { Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import { profileOf } from '../sanctions/load-jurisdiction.ts';
import { corpJurisdiction } from './jurisdictions.ts';
import { NOTE_ROLES, type NoteParty, type NoteRole, partyFor } from './note-parties.ts';
import { writePrivately } from './private-card.ts';

interface Noting {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

const LOOKBACK_MS = 14 * 86_400_000;

/**
 * Writes to whom a proposal about somebody who is not employed here concerns: the mentor, the owner of the contract, the council. The
 * agency is written to by HR, with a text that is ready. Where nobody is named HR is told so. Once a proposal.
 */
export async function noteRelations(
  tx: Tx,
  noting: Noting,
  policies: readonly Policy[],
  directory: Directory,
): Promise<AuditEntry[]> {
  const { corp, at } = noting;
  const rows = await tx.$queryRaw<ProposalRow[]>`
    select p.id::text, p.person_id::text as "personId", p.proposed_by as "proposedBy", c.policy_slug as "policySlug", c.clause,
           coalesce(g.name, '') as "groupName"
    from qungui.proposal p
    join qungui."case" c on c.corp = p.corp and c.id = p.case_id
    left join qungui.group_state g on g.corp = c.corp and g.chat_id = c.chat_id and g.until is null
    where p.corp = ${corp} and p.at >= ${new Date(at.getTime() - LOOKBACK_MS)} and p.outcome in ('asked-statement', 'proposed')
      and not exists (select from qungui.relation_note n where n.corp = p.corp and n.proposal_id = p.id)
    order by p.at, p.id`;
  const entries: AuditEntry[] = [];
  for (const row of rows) {
    const policy = policies.find(({ slug }) => slug === row.policySlug);
    const person = policy && withRelations(policy, directory).persons.get(PersonId.parse(row.personId));
    if (!policy || !person) continue;
    const { noteTo } = profileOf(corpJurisdiction(corp), person.relation);
    const role = NOTE_ROLES.find((one) => one === noteTo);
    if (role) entries.push(...(await noteOne(tx, noting, { row, role, policy, person, directory })));
  }
  return entries;
}

interface ProposalRow {
  readonly id: string;
  readonly personId: string;
  readonly proposedBy: string;
  readonly policySlug: string;
  readonly clause: string;
  readonly groupName: string;
}

interface About {
  readonly row: ProposalRow;
  readonly role: NoteRole;
  readonly policy: Policy;
  readonly person: Person;
  readonly directory: Directory;
}

async function noteOne(tx: Tx, noting: Noting, about: About): Promise<AuditEntry[]> {
  const { corp, at } = noting;
  const { row, role, person, directory } = about;
  const party = await partyFor(tx, corp, role, person.id);
  // An agency is another company: what it is told, HR sends.
  const direct = party !== null && party.userid !== null && role !== 'agency' && isHere(party.userid, directory);
  const to = direct ? [party.userid as string] : hrOf(about);
  const noticeId = await writePrivately(tx, noting, to, cardOf(about, party, direct ? 'party' : 'hr'));
  if (noticeId === null) return [];
  const data = { proposalId: row.id, role, partyId: party?.id ?? null, personId: person.id, at };
  await tx.relationNote.create({ data: { corp, id: noticeId, ...data } });
  const named = party ? 'named' : 'unknown';
  return [{ v: 1, kind: 'relation-noted', proposalId: row.id, role, party: named, noticeId }];
}

const isHere = (userid: string, directory: Directory): boolean =>
  directory.byAccount.get(userid.toLowerCase())?.status === 'active';

/** Whoever proposed it; else all of HR. */
function hrOf({ row, policy, directory }: About): string[] {
  const hr = officeNow(policy, 'hr', { directory });
  return hr.includes(row.proposedBy) ? [row.proposedBy] : hr;
}

const ROLE_WORDS: Readonly<Record<NoteRole, Words>> = {
  agency: { zh: '派遣单位', en: 'the agency' },
  'contract-owner': { zh: '合同负责人', en: 'the owner of the contract' },
  mentor: { zh: '带教人', en: 'the mentor' },
  council: { zh: '理事会', en: 'the council' },
};

function cardOf(
  { row, role, policy, person }: About,
  party: NoteParty | null,
  to: 'party' | 'hr',
): Omit<Plain, 'buttons'> {
  const is = ROLE_WORDS[role];
  const clause = policy.clauses.find(({ id }) => id === row.clause);
  const what = { zh: clause?.text.zh ?? row.clause, en: clause?.text.en ?? row.clause };
  const letter: Words = {
    zh: `您好：关于${person.name}在我方工作群中的一件事（《${policy.title.zh}》${row.clause}：${what.zh}），我方正在了解情况，尚无结论。请协助与本人沟通，谢谢。`,
    en: `Hello, about a matter with ${person.name} in one of our groups (${policy.title.en}, ${row.clause}: ${what.en}): we are finding out how it was; nothing is concluded. Please help by talking with him. Thank you.`,
  };
  const rows = [
    { name: { zh: '关于', en: 'About' }, value: person.name },
    { name: { zh: '群', en: 'Group' }, value: row.groupName },
    ...(party ? [{ name: { zh: '转告', en: 'For' }, value: party.name }] : []),
  ];
  if (to === 'party') return { title: { zh: '请您协助沟通', en: 'Please help' }, text: letter, quote: null, rows };
  const title = { zh: `请转告${is.zh}`, en: `Please tell ${is.en}` };
  const unknown = {
    zh: `还没有登记谁是${is.zh}，请先查明再转告，并登记下来。`,
    en: `Nobody is named as ${is.en} yet: find out, pass this on, and name him.`,
  };
  const known = {
    zh: `提出了处理建议，请把下面的话发给${is.zh}。`,
    en: `Something was proposed; please send ${is.en} the words below.`,
  };
  return { title, text: party ? known : unknown, quote: letter, rows };
}
