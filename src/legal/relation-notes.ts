import type { AuditEntry } from '../audit/entry.ts';
import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory, Person } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import { profileOf } from '../sanctions/load-jurisdiction.ts';
import { corpJurisdiction } from './jurisdictions.ts';
import { NOTE_ROLES, type NoteRole, partyFor } from './note-parties.ts';
import { writePrivately } from './private-card.ts';
import { relationInWords } from './relation-words.ts';

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
  const { clause, groupName } = row;
  const card = relationInWords({ ...about, clause, groupName, party, to: direct ? 'party' : 'hr' });
  const noticeId = await writePrivately(tx, noting, to, card);
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
