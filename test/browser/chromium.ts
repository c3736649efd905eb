import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

/** Where Debian's package puts it; another path can be named. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** What keeps a browser from asking the world for anything; as root it has no sandbox. */
const QUIET = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What people hold before them: a phone inside WeCom, and a desktop browser. */
export const SCREENS = {
  phone: {
    viewport: { width: 375, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    userAgent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/142 Mobile MicroMessenger/8.0 wxwork/4.1.0',
  },
  desk: { viewport: { width: 1280, height: 800 } },
} as const;
export type Screen = keyof typeof SCREENS;

export interface Chromium {
  /** Somebody's own window: nothing is shared with another one. */
  readonly window: (screen: Screen) => Promise<BrowserContext>;
  readonly close: () => Promise<void>;
}

/** A real browser, which speaks Chinese and lives by the clock of China. */
export async function openChromium(): Promise<Chromium> {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM} → apt-get install chromium fonts-noto-cjk`);
  const home = mkdtempSync(join(tmpdir(), 'qungui-chromium-'));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET, env: { ...process.env, HOME: home } });
  return {
    window: (screen) =>
      browser.newContext({ ...SCREENS[screen], locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: 'light' }),
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
