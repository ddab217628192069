import { beforeAll, describe, expect, it } from 'vitest';
import { dispatchOver } from '../../bench/dispatch-over.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { parseLine } from '../../src/commands/parse-line.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { samplePaper } from '../engine/sample-papers.ts';

/** Values of several words that nobody put into quotation marks. */

let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeAll(async () => {
  bot = await dispatchOver(
    [
      samplePaper({ id: 'okafor2023roots', title: 'Water in Plant Roots', authors: ['Ada Okafor'] }),
      samplePaper({ id: 'okafor2024soil', title: 'Roots of a Plant in Soil', authors: ['Ada Okafor'] }),
      samplePaper({ id: 'lind2024plant', title: 'A Plant Has Roots', authors: ['Ada Lind'] }),
    ],
    { announces: true },
  );
});

describe('a topic of several words', () => {
  it('is words in a row in a search too, which says so and offers the other reading', async () => {
    for (const line of ['/paper topic:plant roots', '/topic topic:plant roots']) {
      const found = await bot.say(line);
      expect(found.papers.map(({ id }) => id)).toEqual(['okafor2023roots']);
      expect(renderText(found)).toContain('(Read as topic:"plant roots", its words in a row.)');
      const other = found.actions.find(({ label }) => label === 'About "plant", with roots anywhere');
      const wider = other?.type === 'command' ? await bot.request(other.state) : found;
      expect(wider.papers).toHaveLength(3);
      expect(renderText(wider)).not.toContain('Read as');
    }
    expect(renderText(await bot.say('/paper topic:"plant roots"'))).not.toContain('Read as');
  });

  it('ends where an option stood', () => {
    expect(parseLine('/paper topic:plant author:okafor roots', COMMAND_DEFINITIONS).args).toEqual({
      query: 'topic:"plant"   roots',
      author: 'okafor',
    });
  });
});

describe('an author of several words', () => {
  it.each([
    ['/paper author:ada okafor roots', ['okafor2023roots', 'okafor2024soil']],
    ['/paper water author:ada okafor', ['okafor2023roots']],
    ['/topic author:ada lind', ['lind2024plant']],
    // As it always was: a name, and a word beside it.
    ['/paper author:okafor water', ['okafor2023roots']],
  ])('%s', async (line, ids) => {
    expect((await bot.say(line)).papers.map(({ id }) => id).sort()).toEqual(ids);
  });
});
