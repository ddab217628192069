import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dispatchOver } from '../../bench/dispatch-over.ts';
import { FOLLOWING_CHANNEL, tellOfAnnouncements } from '../../bench/preview/following.ts';
import { FOLLOWING_LINES, GOLDEN_LINES } from '../../bench/preview/lines.ts';
import { Paper } from '../../src/paper.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';

/** One phone screen and its scrolling thumb: what a reply may have at most, unwrapped. */
const MAX_LINES = 26;
const MAX_CHARACTERS = 1800;

let bot: Awaited<ReturnType<typeof dispatchOver>>;
/** Those about following follow one another. */
let announcing: typeof bot;
beforeAll(async () => {
  const shipped = z.array(Paper).parse(JSON.parse(readFileSync(shippedDataPath('papers.json'), 'utf8')));
  bot = await dispatchOver(shipped);
  announcing = await dispatchOver(shipped, { announces: true });
  tellOfAnnouncements(announcing, shipped);
});

/** The files beside are made by a run (`vitest -u`) and read by people. */
describe('golden replies', () => {
  const lines = [...Object.entries(GOLDEN_LINES), ...Object.entries(FOLLOWING_LINES)];
  for (const [name, line] of lines) {
    it(`${name}: ${line}`, async () => {
      const isOfFollowing = Object.hasOwn(FOLLOWING_LINES, name);
      const reply = await (isOfFollowing ? announcing.say(line, FOLLOWING_CHANNEL) : bot.say(line));
      const text = renderText(reply);
      await expect(`${text}\n`).toMatchFileSnapshot(`../fixtures/replies/${name}.txt`);
      await expect(`${JSON.stringify(reply, null, 2)}\n`).toMatchFileSnapshot(
        `../fixtures/replies/${name}.json`,
      );
      expect(text.split('\n').length).toBeLessThanOrEqual(MAX_LINES);
      expect(text.length).toBeLessThanOrEqual(MAX_CHARACTERS);
    });
  }

  it('says what the table says', async () => {
    const text = async (line: string) => renderText(await bot.say(line));
    expect(await text(GOLDEN_LINES['paper-none'])).toMatch(
      /^No paper here mentions quantum \(50 abstracts searched\)/,
    );
    expect(await text(GOLDEN_LINES['paper-typo'])).toMatch(/^Showing Relationformer/);
    expect(await text(GOLDEN_LINES['author-two-people'])).toMatch(
      /^Philip Müller \(6\) or Tamara T\. Mueller \(5\)\?/,
    );
    expect(await text(GOLDEN_LINES['author-none'])).toContain('43 of 50 lists are cut');
    expect(await text(GOLDEN_LINES['author-one'])).toContain('also listed as');
    expect(await text(GOLDEN_LINES['topic-typo'])).toMatch(/^Showing differential privacy/);
    expect(await text(GOLDEN_LINES['topic-category'])).toContain('Search the word instead');
  });

  it('cites, and says where the list of authors is cut', async () => {
    expect(renderText(await bot.say('/cite relationformer'))).toMatch(
      /^@[\s\S]*the source lists the first three authors only/,
    );
    expect(renderText(await bot.say('/cite relationformer ris'))).toMatch(/^TY {2}- /);
  });
});
