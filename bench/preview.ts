import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './preview/chromium.ts';
import { placeOf, previewPage } from './preview/page.ts';
import { previewedReplies } from './preview/replies.ts';
import { openOnPhone, takeScreenshots } from './preview/screenshots.ts';

/** `npm run preview -- [--out FILE] [--screenshots] [--readme]`: how every kind of reply looks in Discord and in Slack. */

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'docs/preview.html' },
    screenshots: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
  },
});

const out = resolve(values.out);
const replies = await previewedReplies();
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, await previewPage(replies));
process.stdout.write(`${out}\n`);

/** The README's pictures, by the file in docs. */
const README = { discord: placeOf('paper-one-hit', 'discord'), slack: placeOf('paper-many', 'slack') };

if (values.screenshots || values.readme) {
  const executable = findChromium();
  if (executable === undefined)
    throw new Error('There is no Chromium: apt-get install chromium, or set CHROMIUM to its path.');
  const { page, problems, close } = await openOnPhone(out, executable);
  if (values.screenshots) {
    const places = replies.flatMap(({ name }) => [placeOf(name, 'discord'), placeOf(name, 'slack')]);
    const folder = join(dirname(out), 'preview');
    await takeScreenshots(page, Object.fromEntries(places.map((place) => [place, place])), folder);
    process.stdout.write(`${folder}\n`);
  }
  if (values.readme) await takeScreenshots(page, README, 'docs');
  await close();
  if (problems.length > 0) throw new Error(`Chromium complains:\n${problems.join('\n')}`);
}
