import { hash, randomInt } from 'node:crypto';
import type { CallbackKey, SurfaceConfig } from '../../config.ts';
import { callbackPath } from '../../intake/callback-path.ts';
import { seal } from '../../wecom/callback/seal.ts';
import { type Words, w } from '../../wecom/errcodes/entry.ts';
import { CALLBACK } from '../../wecom/errcodes/remedies.ts';
import { type Check, cannotTell, type Finding, fails, found, warns } from '../check.ts';
import type { Patient } from '../patient.ts';
import { type Heard, probe, type Unheard, wasHeard } from '../probe.ts';

/** WeCom takes an address only when the check is answered so soon [90930]. */
const CHECK_MS = 1_000;
/** An event that WeCom does not have: kept and acknowledged like any other, and without effect. */
const EVENT = 'qungui_doctor';

/** Plays WeCom against the own receiver, with the keys that are stored: the check of the address, then an event. */
export const receiver: Check = {
  id: 'receiver',
  title: w('接收消息的地址', 'address for callbacks'),
  async look(patient) {
    const surfaces = Object.values(patient.corp.surfaces).filter(({ callbackKeys }) => callbackKeys.length > 0);
    const findings: Finding[] = patient.origin === null ? [unknownOrigin(patient)] : [];
    if (!surfaces.some(({ name }) => name === 'app')) findings.push(noKeys(patient));
    for (const surface of surfaces) findings.push(...(await play(patient, surface)));
    const names = surfaces.map(({ name }) => callbackPath(patient.corp, name)).join(', ');
    return found(
      w(`扮演企业微信访问了：${names || '无'}`, `WeCom was played against: ${names || 'nothing'}`),
      ...findings,
    );
  },
};

async function play(patient: Patient, surface: SurfaceConfig): Promise<Finding[]> {
  const address = new URL(callbackPath(patient.corp, surface.name), baseOf(patient));
  for (const key of surface.callbackKeys) {
    const findings = await checkAddress(patient, surface, address, key);
    if (findings.length > 0) return findings;
  }
  const [newest] = surface.callbackKeys;
  return newest ? postEvent(patient, surface, address, newest) : [];
}

/** Without a public address the receiver is met at its own door. */
function baseOf({ origin, deps: { config } }: Patient): string {
  if (origin !== null) return origin;
  const host = ['0.0.0.0', '::', ''].includes(config.host) ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`;
}

/** The GET by which WeCom checks an address when it is saved [90930]. */
async function checkAddress(
  patient: Patient,
  surface: SurfaceConfig,
  address: URL,
  key: CallbackKey,
): Promise<Finding[]> {
  const echo = String(randomInt(1_000_000_000, 10_000_000_000));
  const { query, body } = sealed(patient, surface, key, echo);
  const echostr = /<Encrypt><!\[CDATA\[([^\]]+)\]\]><\/Encrypt>/.exec(body)?.[1] ?? '';
  const answer = await probe(withQuery(address, { ...query, echostr }));
  if (patient.corp.callbackFrom === 'wecom' && wasHeard(answer) && answer.status === 403) return [notFromHere(address)];
  const trouble = troubleIn(answer);
  if (trouble) return [notAnswered(address, 'GET', trouble)];
  const { body: said, tookMs } = answer as Heard;
  if (said !== echo)
    return [
      notAnswered(
        address,
        'GET',
        w('应答的内容被改动了', 'what it answers is not what was sealed: something in between changes it'),
      ),
    ];
  return tookMs > CHECK_MS ? [slow(address, tookMs)] : [];
}

/** The POST of an event, then its row: an answer of another installation has none here. */
async function postEvent(patient: Patient, surface: SurfaceConfig, address: URL, key: CallbackKey): Promise<Finding[]> {
  const nonce = randomInt(1_000_000_000, 10_000_000_000);
  const plaintext = `<xml><ToUserName><![CDATA[${patient.corp.corpid}]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>${secondsOf(patient)}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${EVENT}]]></Event><EventKey><![CDATA[${nonce}]]></EventKey></xml>`;
  const { query, body } = sealed(patient, surface, key, plaintext);
  const trouble = troubleIn(await probe(withQuery(address, query), body));
  if (trouble) return [notAnswered(address, 'POST', trouble)];
  const digest = hash('sha256', Buffer.from(plaintext), 'hex');
  const { slug } = patient.corp;
  const rows = await patient.deps.db.withCorp(slug, (tx) => tx.callback.count({ where: { corp: slug, digest } }));
  return rows === 1 ? [] : [keptElsewhere(address)];
}

const secondsOf = ({ at }: Patient): number => Math.floor(at.getTime() / 1_000);

const sealed = (patient: Patient, { receiverId }: SurfaceConfig, key: CallbackKey, plaintext: string) =>
  seal(key, receiverId, plaintext, {
    timestamp: String(secondsOf(patient)),
    nonce: String(randomInt(1_000_000_000, 10_000_000_000)),
  });

function withQuery(address: URL, query: object): URL {
  const full = new URL(address);
  full.search = new URLSearchParams({ ...query }).toString();
  return full;
}

function troubleIn(answer: Heard | Unheard): Words | null {
  if (!wasHeard(answer)) return w(`没有应答：${answer.because}`, `no answer: ${answer.because}`);
  if (answer.status === 200) return null;
  const why =
    STATUS[answer.status] ?? w('不是 200，企业微信会当作失败', 'that is not 200: WeCom takes it for a failure');
  return w(`应答 ${answer.status}：${why.zh}`, `it answers ${answer.status}: ${why.en}`);
}

const STATUS: Readonly<Record<number, Words>> = {
  403: w(
    '接收端用的是别的 Token、EncodingAESKey 或企业ID；改过 qungui.yaml 就要重启',
    'the running receiver has another Token, EncodingAESKey or corpid; restart it after changing qungui.yaml',
  ),
  404: w('代理没有把 /callbacks/ 转过来', 'the proxy does not hand on /callbacks/'),
  429: w('来自这里的错误请求太多，等一分钟', 'too many refused calls from here; wait a minute'),
  502: w('代理后面没有服务在听，先 npm start', 'nothing listens behind the proxy: npm start'),
  503: w('数据库和缓冲都收不下', 'neither database nor spool took it'),
};

const notAnswered = (address: URL, method: string, trouble: Words): Finding =>
  fails({
    what: w(`${method} ${address.href}：${trouble.zh}`, `${method} ${address.href}: ${trouble.en}`),
    why: w(
      '企业微信保存地址时等 1 秒，事件等 5 秒，只认 200。',
      'WeCom waits 1 s when the address is saved and 5 s for an event, and takes nothing but 200.',
    ),
    where: CALLBACK,
    paste: [address.href],
  });

const notFromHere = (address: URL): Finding =>
  cannotTell({
    what: w(
      `${address.href} 只收企业微信的地址，这里扮演不了`,
      `${address.href} takes calls from WeCom’s addresses alone: it cannot be played from here`,
    ),
    why: w(
      'qungui.yaml 写了 callbackFrom: wecom，本机地址不在企业微信的名单里；密钥不对时应答也是 403。',
      'qungui.yaml says callbackFrom: wecom, and this machine is none of WeCom’s; wrong keys are answered 403, too.',
    ),
    where: CALLBACK,
    paste: [address.href],
  });

const slow = (address: URL, tookMs: number): Finding =>
  warns({
    what: w(`${address.href} 用了 ${tookMs} 毫秒才应答`, `${address.href} took ${tookMs} ms to answer`),
    why: w('超过 1 秒企业微信就不让保存。', 'After a second WeCom refuses to save the address.'),
    where: w('看看代理和机器为什么慢', 'See why the proxy or the machine is slow'),
  });

const keptElsewhere = (address: URL): Finding =>
  fails({
    what: w(
      `${address.href} 应答了 200，本库里却没有这条记录`,
      `${address.href} answered 200, and there is no row of it in this database`,
    ),
    why: w(
      '这个地址通向另一套安装，或者数据库写不进、事件在缓冲里等着。',
      'The address leads to another installation, or the database refuses and the event waits in the spool.',
    ),
    where: w(
      '核对代理指向哪台机器；再看 doctor --only database,spool',
      'See which machine the proxy leads to; then doctor --only database,spool',
    ),
  });

const noKeys = ({ corp: { slug } }: Patient): Finding =>
  fails({
    what: w('应用没有回调密钥', 'the app has no callback keys'),
    why: w(
      '没有它，群的变化和卡片按钮都传不到这里。',
      'Without them neither changes of groups nor presses of cards reach us.',
    ),
    where: w(
      `在 qungui.yaml 的 corps.${slug}.surfaces.app 下写 callbacks，再到管理后台 → 应用管理 → 本应用 → 接收消息 → 设置API接收 填同一对`,
      `Write callbacks under corps.${slug}.surfaces.app in qungui.yaml, and the same pair in 应用管理 → the app → 接收消息 → 设置API接收`,
    ),
  });

const unknownOrigin = ({ corp }: Patient): Finding =>
  cannotTell({
    what: w('不知道公网地址，只在本机试了', 'the public address is not known: it was tried on this machine alone'),
    why: w(
      'qungui.yaml 没有写 pages.origin；从外面能不能进来，这里看不出。',
      'qungui.yaml names no pages.origin; whether it can be reached from outside is not seen here.',
    ),
    where: w(
      '运行 doctor --only receiver --through https://你的域名',
      'Run doctor --only receiver --through https://<your host>',
    ),
    paste: [`https://<your host>${callbackPath(corp, 'app')}`],
  });
