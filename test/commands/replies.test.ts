import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dispatchOver } from '../../bench/dispatch-over.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { Paper } from '../../src/paper.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const shipped = z.array(Paper).parse(JSON.parse(readFileSync(shippedDataPath('papers.json'), 'utf8')));
let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeAll(async () => {
  bot = await dispatchOver(shipped);
});

const text = async (line: string) => renderText(await bot.say(line));
const firstLine = async (line: string) => (await text(line)).split('\n')[0];

/** Presses the button of this label. */
async function press(reply: Reply, label: RegExp): Promise<Reply> {
  const action = reply.actions.find((one) => label.test(one.label));
  if (action?.type !== 'command')
    throw new Error(`no button ${label} among ${JSON.stringify(reply.actions)}`);
  return bot.request(action.state);
}

describe('filters that leave nothing', () => {
  it.each([
    ['/topic privacy year:2030', /^None of 2030; 22 papers about privacy, 2022-2026\.$/],
    ['/paper privacy year:2030', /^None of 2030; 22 papers about privacy, 2022-2026\.$/],
    ['/author kaissis year:2030', /^None of 2030; 19 papers by Georgios Kaissis, 2021-2026\.$/],
    [
      '/topic cs.CR year:2030 code:yes',
      /^None of 2030, with code; 5 papers in Cryptography and Security \(cs\.CR\)/,
    ],
  ])('%s says what there is, and a button drops them', async (line, expected) => {
    const reply = await bot.say(line);
    expect(renderText(reply).split('\n')[0]).toMatch(expected);
    const all = await press(reply, /^Show all \d+$/);
    expect(all.answered).toBe(true);
    expect(all.papers.length).toBeGreaterThan(0);
  });

  it('say so where there is nothing without them either', async () => {
    expect(await firstLine('/topic quantum year:2030')).toMatch(/^No paper here is about quantum/);
  });

  it('keep the pages of an author', async () => {
    expect(await text('/author kaissis year:2023')).toContain('/author kaissis year:2023 page:2');
    expect(await firstLine('/author kaissis year:2023 page:2')).toBe('Georgios Kaissis: 6 papers of 2023');
  });
});

describe('answers', () => {
  it('list a screen of papers, and the others behind a button', async () => {
    const first = await bot.say('papers since 2022');
    const second = await press(first, /^More$/);

    expect(renderText(first)).toMatch(/^48 papers from 2022\n1\. /);
    expect(renderText(second)).toMatch(/^11 to 20 of 48:\n11\. /);
    expect(renderText(await press(second, /^Previous$/))).toBe(renderText(first));
    expect(await text('/ask papers since 2022 page:2')).toBe(renderText(second));
  });

  it('say where a set is one paper, and where code is what leaves none', async () => {
    expect(await firstLine('which papers are about mammography and have code')).toMatch(
      /^1 paper that mentions/,
    );
    expect(await text('which papers are about memorisation and have code')).toMatch(
      /^No paper here that mentions .*with code\.\n.*whether or not there is code/,
    );
  });

  it('show no papers to a question that has nothing to do with them, but say what they are about', async () => {
    const reply = await bot.say("what's the weather tomorrow?");

    expect(reply.papers).toEqual([]);
    expect(renderText(reply)).toMatch(
      /^The 50 abstracts here don't speak of that\.\n.*They are about differential privacy/,
    );
  });
});

describe('pages', () => {
  it('that are none are refused in a sentence', async () => {
    for (const page of ['-1', '0', 'abc', '1.5', '99999999999'])
      expect(await text(`/topic privacy page:${page}`)).toContain(`"page:${page}" is not understood`);
  });

  it('behind the last are said to be none', async () => {
    expect(await text('/topic privacy page:999')).toContain('There is no page 999. Page 5 of 5');
    expect(await text('/author kolek page:3')).toContain('There is no page 3: this is all.');
  });
});

describe('what was misspelt', () => {
  it.each(['/paper relatonformer', '/topic diferential privacy', '/author zillr', '/author muellr'])(
    '%s can be searched as it was typed',
    async (line) => {
      const exact = await press(await bot.say(line), /^Only "/);
      expect(exact.answered).toBe(false);
      expect(renderText(exact)).toMatch(/^No (?:paper here has exactly|listed author is called)/);
    },
  );

  it.each(['/cite relatonformer', '/related relatonformer', '/paper relatonformer year:2022'])(
    '%s says how it was read',
    async (line) => {
      expect(await firstLine(line)).toBe('Showing Relationformer (no paper has "relatonformer").');
    },
  );

  it('is looked for letter for letter between quotation marks', async () => {
    expect(await firstLine('/paper "differential privacy"')).toBe('19 found:');
    expect(await firstLine('/topic “differential privacy”')).toBe('19 papers, 2022-2026');
    expect(await firstLine('/author "Müller"')).toMatch(/^Philip Müller/);
  });
});

describe('a code in capitals', () => {
  it.each([
    ['/paper CR', /^No paper here has exactly "CR"/],
    ['/author CR', /^No listed author is called CR/],
    ['/topic CR', /./],
  ])('%s is a category, with a way to the word', async (line, expected) => {
    const reply = await bot.say(line);
    expect(renderText(reply)).toMatch(/^Cryptography and Security \(cs\.CR\)/);
    expect(renderText(await press(reply, /^Search the (?:word|name) instead$/))).toMatch(expected);
  });
});

describe('where nothing is near', () => {
  it.each(['/paper quantum', '/topic quantum', '/paper a new theory of gravity', '/cite quantum'])(
    '%s shows nothing unrelated but what the papers are about',
    async (line) => {
      const reply = await bot.say(line);
      expect(reply.papers).toEqual([]);
      expect(renderText(reply)).toContain('Often here: differential privacy (19)');
    },
  );

  it('shows what has a word in common', async () => {
    expect((await bot.say('/paper quantum privacy')).papers).toHaveLength(3);
    expect(await text('/topic quantum privacy')).toContain('Nearest topics:');
  });
});

describe('/related', () => {
  it('says of each paper what both speak of', async () => {
    for (const { id } of shipped) {
      const reply = await bot.say(`/related ${id}`);
      const rows = reply.blocks.flatMap((block) => (block.type === 'list' ? block.items : []));
      for (const row of rows) expect(row.details.at(-1)?.[0]?.text).toMatch(/^both: \S/);
    }
  });
});

describe('examples', () => {
  it('are of the papers that are there, and find something', async () => {
    const roots = samplePaper({ id: 'okafor2021roots', title: 'Roots of plants', authors: ['Ada Okafor'] });
    const small = await dispatchOver([roots]);
    expect(renderText(await small.say('/cite'))).toContain('For example: /cite roots of plants');
    for (const { name } of COMMAND_DEFINITIONS) {
      for (const one of [small, bot]) {
        const help = renderText(await one.say(`/help ${name}`));
        const examples = help.split('\n').filter((line) => line.startsWith(`- /${name}`));
        for (const example of examples)
          expect((await one.say(example.slice(2))).kind, example).not.toBe('error');
      }
    }
  });

  it('are left out where there is no paper', async () => {
    const empty = await dispatchOver([]);
    expect(renderText(await empty.say('/cite'))).toBe(
      '/cite needs a title or words of it, its number in the list shown last, an id or a link.',
    );
    expect(renderText(await empty.say('/help related'))).not.toContain('For example');
  });

  it('stand in no source: nothing there names a paper or a person of the starting library', () => {
    const names = shipped.flatMap(({ id, title, authors }) => [
      id,
      title.toLowerCase(),
      ...(/^[\w-]+(?=:)/.exec(title.toLowerCase()) ?? []),
      ...authors.flatMap(({ name, family }) => [name.toLowerCase(), family.toLowerCase()]),
    ]);
    // Short names are words, too.
    const wanted = names.filter((name) => name.length >= 6);
    const sources = ['src', 'adapters'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => `${folder}/${file}`),
    );
    expect(sources.length).toBeGreaterThan(100);
    const found = sources.flatMap((file) => {
      const words = ` ${readFileSync(file, 'utf8')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}-]+/gu, ' ')} `;
      return wanted.filter((name) => words.includes(` ${name} `)).map((name) => `${file}: ${name}`);
    });
    expect([...new Set(found)]).toEqual([]);
  });
});
