/** What the button 举报 of the app's menu is told by; its press comes as the event `click` [90240]. */
export const COMPLAIN_KEY = 'qungui-complain';

/** A button of the app's menu: it opens a page, or tells us that it was pressed. */
export type MenuButton =
  | { readonly name: string; readonly url: string }
  | { readonly name: string; readonly key: string };

/** The menu below the app's own chat [90231]. There is one an app, whoever made it. */
export interface MenuApi {
  /** Names of the buttons that there are, those inside others after theirs; none where there is no menu. */
  names(): Promise<readonly string[]>;
  /** Takes the place of whatever menu there was; up to three buttons, 16 bytes each. */
  set(buttons: readonly MenuButton[]): Promise<void>;
}
