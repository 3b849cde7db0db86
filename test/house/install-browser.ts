import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Chromium without windows: a page of it costs a tenth of the processor time. */
const shell = '/usr/bin/chromium-headless-shell';
const places = [
  process.env.FORTNIGHT_CHROMIUM,
  shell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where a Chromium or Chrome is, if anywhere. */
export const browserPath = (): string | undefined => places.find((place) => place !== undefined && existsSync(place));

const mayInstall = (): boolean => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Answers whether it went well; without a network it gives up soon. */
function apt(...args: string[]): boolean {
  const soon = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::https::Timeout=20', '-o', 'Acquire::Retries=0'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-qq', ...soon, ...args], { stdio: 'inherit', env }).status === 0;
}

/**
 * Sees to it that a browser is there for the browser tests: where we may, Debian's Chromium without windows is installed, or
 * with windows where there is none without; elsewhere it says what to do.
 */
export function installBrowser(): boolean {
  const hasBest = process.env.FORTNIGHT_CHROMIUM !== undefined || existsSync(shell);
  if (!hasBest && mayInstall()) {
    console.log("  installing Debian's chromium-headless-shell and fonts-noto-cjk (once, about a minute)");
    const install = (name: string): boolean => apt('install', '-y', '--no-install-recommends', name, 'fonts-noto-cjk');
    if (apt('update') && !install('chromium-headless-shell') && !browserPath()) install('chromium');
  }
  if (browserPath()) {
    console.log(`  ${browserPath()}`);
    return true;
  }
  console.error(
    '  No Chromium or Chrome was found. Install one, or set FORTNIGHT_CHROMIUM to its path, then run npm test again.',
  );
  return false;
}
