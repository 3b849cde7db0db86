import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [
  process.env.FORTNIGHT_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where a Chromium or Chrome is, if anywhere. */
export const browserPath = (): string | undefined => places.find((place) => place !== undefined && existsSync(place));

/**
 * Sees to it that a browser is there for the browser tests: Debian's Chromium is installed when it is
 * missing and we may; elsewhere it says what to do.
 */
export function installBrowser(): boolean {
  if (browserPath()) {
    console.log(`  ${browserPath()}`);
    return true;
  }
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("  none yet: installing Debian's chromium and fonts-noto-cjk (once, about a minute)");
    const apt = (...args: string[]): boolean =>
      spawnSync('apt-get', ['-qq', ...args], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
        .status === 0;
    if (apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk') && browserPath())
      return true;
  }
  console.error(
    '  No Chromium or Chrome was found. Install one, or set FORTNIGHT_CHROMIUM to its path, then run npm test again.',
  );
  return false;
}
