import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dispatchOver } from '../../bench/dispatch-over.ts';
import { Paper } from '../../src/paper.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';

/** What is typed for each case of the replies table; the files beside are made by a run (`vitest -u`) and read by people. */
const CASES = {
  'paper-no-argument': '/paper',
  'paper-one-hit': '/paper relationformer',
  'paper-exact-title': '/paper kernel normalized convolutional networks',
  'paper-many': '/paper privacy',
  'paper-none': '/paper quantum',
  'paper-typo': '/paper relatonformer',
  'paper-category': '/paper cs.CR',
  'paper-two-people': '/paper muller 2023',
  'author-no-argument': '/author',
  'author-one': '/author kolek',
  'author-many': '/author kaissis',
  'author-none': '/author xyzzyq',
  'author-typo': '/author zillr',
  'author-category': '/author CR',
  'author-two-people': '/author muller',
  'topic-no-argument': '/topic',
  'topic-one-hit': '/topic lung cancer',
  'topic-many': '/topic anomaly detection',
  'topic-none': '/topic quantum',
  'topic-typo': '/topic diferential privacy',
  'topic-category': '/topic CR',
} as const;

/** One phone screen and its scrolling thumb: what a reply may have at most, unwrapped. */
const MAX_LINES = 26;
const MAX_CHARACTERS = 1800;

let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeAll(async () => {
  const shipped = z.array(Paper).parse(JSON.parse(readFileSync(shippedDataPath('papers.json'), 'utf8')));
  bot = await dispatchOver(shipped);
});

describe('golden replies', () => {
  for (const [name, line] of Object.entries(CASES)) {
    it(`${name}: ${line}`, async () => {
      const reply = await bot.say(line);
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
    expect(await text(CASES['paper-none'])).toMatch(
      /^No paper here mentions quantum \(50 abstracts searched\)/,
    );
    expect(await text(CASES['paper-typo'])).toMatch(/^Showing Relationformer/);
    expect(await text(CASES['author-two-people'])).toMatch(
      /^Philip Müller \(6\) or Tamara T\. Mueller \(5\)\?/,
    );
    expect(await text(CASES['author-none'])).toContain('43 of 50 lists are cut');
    expect(await text(CASES['author-one'])).toContain('also listed as');
    expect(await text(CASES['topic-typo'])).toMatch(/^Showing differential privacy/);
    expect(await text(CASES['topic-category'])).toContain('Search the word instead');
  });

  it('cites, and says where the list of authors is cut', async () => {
    expect(renderText(await bot.say('/cite relationformer'))).toMatch(
      /^@[\s\S]*the source lists the first three authors only/,
    );
    expect(renderText(await bot.say('/cite relationformer ris'))).toMatch(/^TY {2}- /);
  });
});
