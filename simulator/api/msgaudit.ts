import type { Company } from '../world/company.ts';
import { type Agreed, type ArchiveSide, agreedIn, hasSeat } from '../world/talk.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { neededText, wholeOf } from './params.ts';
import { Refusal } from './refusal.ts';

/** What the archive tells beside its records; asked with the secret of the archive [91614, 91782, 92951]. */
export const msgauditEndpoints: readonly Endpoint[] = [
  { path: 'msgaudit/get_permit_user_list', method: 'POST', opening: 'archive', answer: seats },
  { path: 'msgaudit/check_single_agree', method: 'POST', opening: 'archive', answer: singleAgreements },
  { path: 'msgaudit/check_room_agree', method: 'POST', opening: 'archive', answer: roomAgreements },
  { path: 'msgaudit/groupchat/get', method: 'POST', opening: 'archive', answer: getRoom },
];

const PAIRS_A_CALL = 100;
const seconds = (at: Date): number => Math.floor(at.getTime() / 1_000);

function archiveOf({ archive }: Company): ArchiveSide {
  if (!archive || archive.expired) throw new Refusal(301052);
  return archive;
}

/** Every seat here is one of the office edition; a list of another edition is empty. */
function seats({ company, body }: Call): Body {
  archiveOf(company);
  const edition = wholeOf(body, 'type', 1);
  if (![1, 2, 3].includes(edition)) throw new Refusal(40058, 'type');
  const all = [...company.people.values()].map(({ userid }) => userid);
  return { ids: edition === 1 ? all.filter((userid) => hasSeat(company, userid)) : [] };
}

/** The spelling of the field is WeCom's. Of pairs that said nothing yet nothing is told. */
const told = ({ external, status, at }: Agreed): Body => ({
  status_change_time: seconds(at),
  exteranalopenid: external,
  agree_status: status,
});

function singleAgreements({ company, body }: Call): Body {
  const archive = archiveOf(company);
  const { info } = body;
  if (!Array.isArray(info) || info.length === 0 || info.length > PAIRS_A_CALL) throw new Refusal(40058, 'info');
  const agreeinfo = (info as Body[]).flatMap((pair) => {
    const userid = neededText(pair, 'userid');
    const agreed = agreedIn(archive, userid, neededText(pair, 'exteranalopenid'));
    return agreed ? [{ ...told(agreed), userid }] : [];
  });
  return { agreeinfo };
}

function roomAgreements({ company, body }: Call): Body {
  const archive = archiveOf(company);
  const roomid = neededText(body, 'roomid');
  if (!company.groups.has(roomid)) throw new Refusal(40058, 'roomid');
  return { agreeinfo: [...archive.agreed.values()].filter(({ place }) => place === roomid).map(told) };
}

/** An internal group of which somebody is archived; customer groups have another call [92951]. */
function getRoom({ company, body }: Call): Body {
  archiveOf(company);
  const group = company.groups.get(neededText(body, 'roomid'));
  const isKept = group?.members.some(({ id }) => hasSeat(company, id)) ?? false;
  if (!group || group.kind === 'customer' || group.dismissedAt || !isKept) throw new Refusal(40058, 'roomid');
  return {
    roomname: group.name,
    creator: group.creator,
    room_create_time: seconds(group.createdAt),
    notice: group.notice,
    members: group.members.map(({ id, joinedAt }) => ({ memberid: id, jointime: seconds(joinedAt) })),
  };
}
