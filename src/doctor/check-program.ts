import { type Finding, fine, note, problem } from './finding.ts';

/** The oldest Node.js that the program is tested with, as package.json has it under `engines`. */
const OLDEST = [20, 19] as const;
/** Node 20 had its last update in April 2026. */
const OLDEST_UPDATED = 22;

/** @param version such as `24.1.0` */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    return problem(`Node.js ${version} is too old.`, `Install ${OLDEST.join('.')} or newer.`);
  if (major < OLDEST_UPDATED)
    return note(`Node.js ${version} works, and gets no security updates any more.`, 'Install 24 or newer.');
  return fine(`Node.js ${version}`);
}
