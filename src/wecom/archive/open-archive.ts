import { z } from 'zod';
import type { CorpConfig } from '../../config.ts';
import type { Client } from '../client.ts';
import { listOf, Moment, Text, Userid } from '../fields.ts';
import { refusedWith } from '../refused.ts';
import type { ArchiveApi, Consent, Pair, Room } from './archive.ts';
import { openRecords } from './open-records.ts';

/** The name of the field is WeCom's own slip [91782]. */
const Agreed = z.object({ status_change_time: z.number(), exteranalopenid: z.string(), agree_status: z.string() });
const consentIn = ({ exteranalopenid, agree_status, status_change_time }: z.infer<typeof Agreed>): Consent => ({
  external: exteranalopenid,
  agreed: agree_status === 'Agree' ? 'agreed' : 'refused',
  sinceMs: status_change_time * 1_000,
});
const Agreements = z.object({ agreeinfo: listOf(Agreed.transform(consentIn)) });
const AgreedPair = Agreed.extend({ userid: Userid });
const PairAgreements = z.object({
  agreeinfo: listOf(AgreedPair.transform((line) => ({ ...consentIn(line), userid: line.userid }))),
});
const Seats = z.object({ ids: listOf(Userid) });

/** Pairs a call of `check_single_agree` [91782]. */
const PAIRS_A_CALL = 100;

/** `msgaudit/groupchat/get` [92951]. */
const Group = z
  .object({
    roomname: Text,
    creator: Text,
    room_create_time: Moment,
    notice: Text,
    members: listOf(z.object({ memberid: Userid, jointime: Moment })),
  })
  .transform((group) => ({
    name: group.roomname,
    creator: group.creator.toLowerCase(),
    createdAt: group.room_create_time,
    notice: group.notice,
    members: group.members.map(({ memberid, jointime }) => ({ id: memberid, joinedAt: jointime })),
  }));

/** No internal group of ours, by the codes of the other calls that read groups; or the archive was not paid again (301052). */
const NO_ROOM = [40058, 40050, 90501, 90509, 92002, 301052] as const;

/** The archive of one corp: its library, and the calls that answer with the archive's own secret. */
export function openArchive({ call }: Client, corp: CorpConfig): ArchiveApi {
  return {
    records: corp.archive ? openRecords(corp.corpid, corp.archive) : null,
    async roomConsents(chatId) {
      const question = { kind: 'read', body: { roomid: chatId } } as const;
      return (await call('archive', 'msgaudit/check_room_agree', question, Agreements)).agreeinfo;
    },
    async pairConsents(pairs) {
      const said: (Consent & Pick<Pair, 'userid'>)[] = [];
      for (let from = 0; from < pairs.length; from += PAIRS_A_CALL) {
        const info = pairs
          .slice(from, from + PAIRS_A_CALL)
          .map(({ userid, external }) => ({ userid, exteranalopenid: external }));
        const question = { kind: 'read', body: { info } } as const;
        const { agreeinfo } = await call('archive', 'msgaudit/check_single_agree', question, PairAgreements);
        said.push(...agreeinfo);
      }
      return said;
    },
    async room(chatId): Promise<Room | 'not-shown'> {
      const question = { kind: 'read', body: { roomid: chatId } } as const;
      try {
        return { chatId, ...(await call('archive', 'msgaudit/groupchat/get', question, Group)) };
      } catch (err) {
        if (refusedWith(err, ...NO_ROOM)) return 'not-shown';
        throw err;
      }
    },
    async seats() {
      const question = { kind: 'read', body: {} } as const;
      return (await call('archive', 'msgaudit/get_permit_user_list', question, Seats)).ids;
    },
  };
}
