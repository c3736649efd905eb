import { w } from './entry.ts';

// What to do, said once for all codes that want the same. Names of menus are those of WeCom's admin console.

export const BY_ITSELF = w('不用处理，系统会自动重试。', 'Nothing to do: it is tried again by itself.');

export const REPORT = w(
  '这是本系统的请求有误，重试无用：请把错误码、接口名和 hint 编号报给开发者。',
  'Our own request is wrong and a retry will not help: report the code, the API and the hint number to the developers.',
);

export const SECRET = w(
  '管理后台 → 应用管理 → 本应用 → Secret → 查看，把新的 Secret 写进 qungui.yaml 所指的文件并重启；同时核对「我的企业」页底的企业ID。',
  'Admin console → 应用管理 → the app → Secret → 查看: put it into the file that qungui.yaml names and restart; compare the corpid at the foot of 我的企业.',
);

export const AGENT = w(
  '管理后台 → 应用管理 → 本应用，把页面上的 AgentId 与 qungui.yaml 对照；每个应用只用自己的 Secret。',
  'Admin console → 应用管理 → the app: compare its AgentId with qungui.yaml; use each app with its own Secret.',
);

export const ENABLE = w(
  '管理后台 → 应用管理 → 本应用 → 启用应用；被收回权限的，请管理员重新启用并打开一次。',
  'Admin console → 应用管理 → the app → enable it; where the right was withdrawn, an admin re-enables the app and opens it once.',
);

export const TRUSTED_IP = w(
  '管理后台 → 应用管理 → 本应用 → 企业可信IP → 配置，加上本机的出口 IP，1 分钟后生效。',
  "Admin console → 应用管理 → the app → 企业可信IP → 配置: add this host's outgoing IP; it takes 1 minute.",
);

export const SCOPE = w(
  '管理后台 → 应用管理 → 本应用 → 可见范围 → 编辑，加上相关成员或部门。',
  'Admin console → 应用管理 → the app → 可见范围 → 编辑: add the member or department.',
);

export const CALLABLE = w(
  '管理后台 → 客户联系 → 可调用接口的应用，勾选本应用；通讯录和会话存档要用各自的 Secret。',
  'Admin console → 客户联系 → 可调用接口的应用: tick the app; contacts sync and archive need their own secrets.',
);

export const CALLBACK = w(
  '管理后台 → 应用管理 → 本应用 → 接收消息 → 设置API接收，先运行 `qungui doctor` 确认地址可从外网访问，再保存。',
  'Admin console → 应用管理 → the app → 接收消息 → 设置API接收: run `qungui doctor` to see that the address is reachable, then save.',
);

export const DOMAIN = w(
  '管理后台 → 应用管理 → 本应用 → 网页授权及JS-SDK → 可信域名：填完整域名（不带端口和 IP），完成归属校验和 ICP 备案。',
  'Admin console → 应用管理 → the app → 网页授权及JS-SDK → 可信域名: the full domain, no port, no IP, owner file checked, ICP filed.',
);

export const VERIFY_CORP = w(
  '管理后台 → 我的企业 → 企业信息 → 验证或认证主体。',
  'Admin console → 我的企业 → 企业信息: verify the legal subject.',
);

export const RESYNC = w(
  '运行 `qungui sync` 更新名单；若此人仍在职，请把他加入本应用的可见范围。',
  "Run `qungui sync`; if the person still works here, add them to the app's 可见范围.",
);

export const RATE = w(
  '会自动等到限制解除；着急可在管理后台「频率自助解封」解除。反复出现时请检查是否有别的程序共用本应用。',
  'Calls rest until the limit ends; an admin can lift it at 频率自助解封. If it keeps coming, look for another program that shares the app.',
);

export const SPLIT = w(
  '本系统应把请求拆小：请把错误码和接口名报给开发者。',
  'The request must be split: report the code and the API to the developers.',
);

export const OWNER_ASKS = w(
  '请群主在企业微信客户端里操作；本系统会在变化后自动更新。',
  'Ask the group owner to do it in the WeCom client; we notice the change by ourselves.',
);

export const NOT_OURS = w(
  '无需处理：本系统会把该群标为「看不到」。要纳入管理，请由本企业有客户群权限的成员建群，且群主在可见范围内。',
  'Nothing to do: the group is shown as not visible. To manage it, let a member with customer-group rights own it, inside the visible scope.',
);

export const APPCHAT = w(
  '只能管理本应用自己创建的群：运行 `qungui groups list` 核对群号，必要时由本应用重新建群。',
  'Only groups made by this app can be managed: compare the id in `qungui groups list`, or create the group with this app.',
);

export const ADD_CONTACT = w(
  '请可见范围内的一位员工在企业微信里添加此人为客户，之后会自动读到。',
  'Let an employee inside the visible scope add the person as a contact; it is read by itself afterwards.',
);

export const SIGN_IN_AGAIN = w(
  '请关闭页面，从企业微信里重新打开链接。',
  'Close the page and open the link again from WeCom.',
);

export const NEW_CARD = w(
  '旧卡片不能再改：本系统会另发一张新卡片说明结果。',
  'The old card cannot change any more: a new card tells the outcome.',
);

export const APPROVAL = w(
  '管理后台 → 应用管理 → 审批 → API → 可调用接口的应用，勾选本应用，并设置审批数据权限。',
  'Admin console → 应用管理 → 审批 → API → 可调用接口的应用: tick the app and grant 审批数据权限.',
);

export const ARCHIVE = w(
  '管理后台 → 管理工具 → 会话内容存档：续费或扩大范围，核对可信IP和公钥。',
  'Admin console → 管理工具 → 会话内容存档: renew it or widen its members; compare trusted IPs and public key.',
);

export const REWORD = w(
  '请改写会被当作垃圾信息的内容（链接、敏感词、大量相同消息），再发一次。',
  'Reword what was taken for spam (links, sensitive words, many equal messages) and send again.',
);
