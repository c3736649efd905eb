import { HouseError } from '../../errors.ts';
import { w } from '../../wecom/errcodes/entry.ts';
import { ARCHIVE } from '../../wecom/errcodes/remedies.ts';
import { type Check, type Finding, fails, fine, found, warns } from '../check.ts';
import type { Patient } from '../patient.ts';
import { inWords, refusal } from '../refusal.ts';

/** Where messages are archived: the library, the keys by version, and who has a seat [91774, 91614]. */
export const archive: Check = {
  id: 'archive',
  title: w('会话内容存档', 'message archive'),
  async look(patient) {
    const { corp } = patient;
    if (!corp.archive)
      return fine(
        w(
          '没有配置：需要存档的条款不核对，覆盖报告里写明',
          'not configured: clauses that need it are not checked, and coverage says so',
        ),
      );
    const versions = [...corp.archive.privateKeys.keys()].sort((a, b) => a - b).join(', ');
    const says = w(`私钥版本：${versions || '无'}`, `private keys of versions: ${versions || 'none'}`);
    return found(says, ...(await library(patient)), ...(await keyless(patient)), ...(await seats(patient)));
  },
};

/** One record from where pulling stands: it is looked at for its key's version, neither opened nor kept. */
async function library({ deps, corp: { slug }, apis }: Patient): Promise<Finding[]> {
  const cursor = await deps.db.withCorp(slug, (tx) => tx.archiveCursor.findFirst({ where: { corp: slug } }));
  try {
    const records = apis().archive.records;
    const [next] = (await records?.pull(BigInt(cursor?.seq.toString() ?? '0'), 1)) ?? [];
    return next && next.shape === 'whole' && !records?.holdsKey(next.keyVersion) ? [lacks(next.keyVersion)] : [];
  } catch (err) {
    if (!(err instanceof HouseError)) throw err;
    return [fails({ ...inWords(err), where: w(ARCHIVE.zh, `${ARCHIVE.en} ${err.remedy}`) })];
  }
}

/** Records that were set aside for want of a key. */
async function keyless({ deps, corp: { slug } }: Patient): Promise<Finding[]> {
  const count = await deps.db.withCorp(slug, (tx) =>
    tx.parkedRecord.count({ where: { corp: slug, reason: 'no-key', state: 'parked' } }),
  );
  return count === 0
    ? []
    : [
        warns({
          what: w(`${count} 条记录缺私钥，先放着`, `${count} records wait for a private key`),
          why: w(
            '公钥换过版本，旧私钥没有写进配置；5 天后就再也拉不到。',
            'The public key changed, and a private key is not configured; after 5 days WeCom has them no more.',
          ),
          where: w(
            '在 qungui.yaml 的 surfaces.archive.keys 补上那个版本，自动重读；messages parked 看明细',
            'Add the version to surfaces.archive.keys in qungui.yaml: they are read again by themselves; messages parked shows which',
          ),
        }),
      ];
}

async function seats({ apis }: Patient): Promise<Finding[]> {
  try {
    const { length } = await apis().archive.seats();
    return length > 0 ? [] : [nobody()];
  } catch (err) {
    return [refusal('archive', err, ARCHIVE)];
  }
}

const lacks = (version: number): Finding =>
  fails({
    what: w(`没有版本 ${version} 的私钥`, `there is no private key of version ${version}`),
    why: w('用那个公钥加密的消息一条也打不开。', 'No message under that public key can be opened.'),
    where: w(
      `在 qungui.yaml 的 surfaces.archive.keys 补上 version: ${version}`,
      `Add version: ${version} to surfaces.archive.keys in qungui.yaml`,
    ),
  });

const nobody = (): Finding =>
  warns({
    what: w('没有人开通存档', 'nobody has a seat of the archive'),
    why: w('一个会话至少要有一方开通才会存档。', 'A conversation is kept only where one side has a seat.'),
    where: w(
      `${ARCHIVE.zh} 先运行 coverage seats 算最少要几个席位。`,
      `${ARCHIVE.en} coverage seats says how few are enough.`,
    ),
  });
