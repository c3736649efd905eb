import { createHash } from 'node:crypto';
import type { Attestation, Records } from '../events/records.ts';
import { noRecords } from '../events/records.ts';
import type { CasesFile, PolicyCase } from './cases-file.ts';
import type { Kind } from './policy.ts';
import { accountIn, LONG_AGO_MS, outsiderId, personIdOf } from './situation-directory.ts';

interface Told {
  readonly file: CasesFile;
  readonly kindOf: (name: string) => Kind | null;
}

/** What a case says of before and beside; what it does not mention was not. */
export function recordsOf(one: PolicyCase, { file, kindOf }: Told): Records {
  const { 群: group, 成员: stays } = one;
  const idOf = (name: string): string =>
    Object.hasOwn(file.外部联系人, name) ? outsiderId(name) : accountIn(file)(name);
  const siblings = group.旁边的群.map((beside, i) => ({
    chatId: `wr-beside-${i + 1}`,
    kind: kindOf(beside.类别 ?? group.类别)?.id ?? beside.类别 ?? '',
    ownerDepartment: beside.主管部门,
    name: beside.群名,
    createdAtMs: beside.建群 ?? LONG_AGO_MS,
    shared: beside.共同成员.map((name) => ({ id: idOf(name), joinedAtMs: LONG_AGO_MS })),
  }));
  return {
    ...noRecords,
    siblings,
    searchedKinds: [...new Set(siblings.map(({ kind }) => kind))],
    names: group.曾用群名.map(({ 群名: name, 自: since }) => ({ name, sinceMs: since })),
    noticeHash: group.群公告 === undefined ? null : hashOf(group.群公告),
    stays: group.曾在群内.map(({ 谁: who, 自: since, 至: until, 方式: how }) => ({
      chatId: 'wr-case',
      memberId: idOf(who),
      personId: Object.hasOwn(file.人员, who) ? personIdOf(who, file) : null,
      sinceMs: since ?? LONG_AGO_MS,
      untilMs: until,
      how,
    })),
    nicknames: stays.flatMap(({ 谁: who, 群昵称: present, 昵称自: presentSince, 入群: joined, 曾用昵称: former }) => [
      ...former.map(({ 昵称: nickname, 自: since }) => ({ memberId: idOf(who), nickname, sinceMs: since })),
      ...(present === undefined
        ? []
        : [{ memberId: idOf(who), nickname: present, sinceMs: presentSince ?? joined ?? LONG_AGO_MS }]),
    ]),
    moves: Object.fromEntries(
      Object.entries(file.人员).flatMap(([name, { 调动: moved }]) =>
        moved === undefined ? [] : [[personIdOf(name, file), moved.自] as const],
      ),
    ),
    attestations: group.确认.map((said) => attestationOf(said, idOf)),
    activity:
      group.最后发言 === undefined
        ? null
        : { lastMessageAtMs: group.最后发言, silentUntilMs: one.时间 ?? file.时间, provenBy: 'archive' },
  };
}

type Said = PolicyCase['群']['确认'][number];

const attestationOf = (said: Said, idOf: (name: string) => string): Attestation => ({
  what: said.事项,
  memberId: said.关于 === undefined ? null : idOf(said.关于),
  by: idOf(said.由),
  atMs: said.时间,
  about: said.当时公告 === undefined ? (said.当时 ?? '') : hashOf(said.当时公告),
});

/** Of announcements only the fingerprint is kept [92122]. */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
