import { existsSync } from 'node:fs';

/** Where Debian and others install Chromium; `CHROMIUM` names another place. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  return (named === undefined ? PLACES : [named, ...PLACES]).find((path) => existsSync(path));
}
