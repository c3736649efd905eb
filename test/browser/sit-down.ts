import type { Page } from 'playwright-core';
import { pathTo } from '../../src/web/paths.ts';
import type { House } from '../house.ts';
import type { Chromium, Screen } from './chromium.ts';
import { shownOn } from './readable.ts';

/** Somebody before a screen of his own. What he does there, the house has taken in before the next line. */
export interface Seat {
  readonly page: Page;
  /** Opens a page as from a message of the app: WeCom says who it is. */
  open(path: string): Promise<void>;
  /** Fills the field with this label, in the first form that has one; a choice is chosen by its words. */
  write(label: string, words: string): Promise<void>;
  press(button: string): Promise<void>;
  /** Follows the first link with these words, or to this address of the pages. */
  follow(link: string): Promise<void>;
  /** All that can be read. */
  read(): Promise<string>;
}

/** What is not there by then will not be. */
const PATIENCE_MS = 10_000;

/** Gives somebody a window, on whose phone he is himself. */
export async function sitDown(
  chromium: Pick<Chromium, 'window'>,
  house: House,
  userid: string,
  screen: Screen = 'phone',
): Promise<Seat> {
  const window = await chromium.window(screen);
  const page = await window.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const phone = `${house.simulator.origin}/phone/${house.corp}/${encodeURIComponent(userid)}/open`;
  return {
    page,
    open: async (path) => {
      const url = house.origin + pathTo(house.corp, path);
      await page.goto(`${phone}?url=${encodeURIComponent(url)}`);
    },
    write: async (label, words) => {
      const field = page.getByLabel(label, { exact: true }).first();
      const kind = await field.evaluate((one) => one.tagName);
      await (kind === 'SELECT' ? field.selectOption({ label: words }) : field.fill(words));
    },
    press: async (button) => {
      const answered = page.waitForEvent('load');
      await page.getByRole('button', { name: button, exact: true }).first().click();
      await answered;
      await house.idle();
    },
    follow: (link) =>
      (link.startsWith('/')
        ? page.locator(`a[href="${pathTo(house.corp, link)}"]`)
        : page.getByRole('link', { name: link })
      )
        .first()
        .click(),
    read: () => shownOn(page),
  };
}
