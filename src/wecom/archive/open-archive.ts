import { z } from 'zod';
import type { CorpConfig } from '../../config.ts';
import type { Client } from '../client.ts';
import { listOf, Userid } from '../fields.ts';
import type { ArchiveApi, Consent } from './archive.ts';
import { openRecords } from './open-records.ts';

/** The name of the field is WeCom's own slip [91782]. */
const Agreed = z
  .object({ status_change_time: z.number(), exteranalopenid: z.string(), agree_status: z.string() })
  .transform(
    ({ exteranalopenid, agree_status, status_change_time }): Consent => ({
      external: exteranalopenid,
      agreed: agree_status === 'Agree' ? 'agreed' : 'refused',
      sinceMs: status_change_time * 1_000,
    }),
  );
const Agreements = z.object({ agreeinfo: listOf(Agreed) });
const Seats = z.object({ ids: listOf(Userid) });

/** The archive of one corp: its library, and the calls that answer with the archive's own secret. */
export function openArchive({ call }: Client, corp: CorpConfig): ArchiveApi {
  return {
    records: corp.archive ? openRecords(corp.corpid, corp.archive) : null,
    async roomConsents(chatId) {
      const question = { kind: 'read', body: { roomid: chatId } } as const;
      return (await call('archive', 'msgaudit/check_room_agree', question, Agreements)).agreeinfo;
    },
    async seats() {
      const question = { kind: 'read', body: {} } as const;
      return (await call('archive', 'msgaudit/get_permit_user_list', question, Seats)).ids;
    },
  };
}
