import type { Corp } from '../ids.ts';
import type { AppchatApi } from './appchat/appchat.ts';
import type { ApprovalApi } from './approval/approval.ts';
import type { ArchiveApi } from './archive/archive.ts';
import type { CheckinApi } from './checkin/checkin.ts';
import type { ContactApi } from './contact/contact.ts';
import type { GroupchatApi } from './groupchat/groupchat.ts';
import type { IdentityApi } from './identity/identity.ts';
import type { InterceptApi } from './intercept/intercept.ts';
import type { MediaApi } from './media/media.ts';
import type { MenuApi } from './menu/menu.ts';
import type { MessageApi } from './message/message.ts';
import type { SetupApi } from './setup/setup.ts';

/** The APIs of one corp, by family. Errors are HouseErrors that carry errcode and a retry verdict. */
export interface CorpApis {
  readonly contact: ContactApi;
  readonly groupchat: GroupchatApi;
  readonly appchat: AppchatApi;
  readonly message: MessageApi;
  readonly media: MediaApi;
  readonly menu: MenuApi;
  readonly approval: ApprovalApi;
  readonly checkin: CheckinApi;
  readonly identity: IdentityApi;
  readonly archive: ArchiveApi;
  readonly setup: SetupApi;
  readonly intercept: InterceptApi;
}

export interface WeCom {
  of(corp: Corp): CorpApis;
}
