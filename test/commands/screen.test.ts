import { beforeAll, describe, expect, it } from 'vitest';
import { dispatchOver } from '../../bench/dispatch-over.ts';
import { readQuestions } from '../../bench/question.ts';
import { readPapers } from '../../bench/question-eval.ts';
import { CITATION_FORMATS } from '../../src/citation/format-citation.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';

/** One phone screen and its scrolling thumb: what a reply may have at most, unwrapped, buttons included. */
const MAX_LINES = 26;
const MAX_CHARACTERS = 1800;

const papers = readPapers(shippedDataPath('papers.json'));
let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeAll(async () => {
  bot = await dispatchOver(papers, { announces: true });
});

/** What does not fit, of a line's reply and all pages after it. */
async function tooLong(line: string, page = 1): Promise<string[]> {
  const reply = await bot.say(page === 1 ? line : `${line} page:${page}`);
  const text = renderText(reply);
  const lines = text.split('\n').length;
  const here =
    lines > MAX_LINES || text.length > MAX_CHARACTERS
      ? [`${line} page:${page}: ${lines} lines, ${text.length} characters`]
      : [];
  const hasMore = reply.actions.some(({ label }) => label === 'More');
  return hasMore && page < 20 ? [...here, ...(await tooLong(line, page + 1))] : here;
}

async function allTooLong(lines: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const line of lines) found.push(...(await tooLong(line)));
  return found;
}

describe('one phone screen holds the reply', () => {
  it('of every command over every paper', async () => {
    const lines = papers.flatMap(({ id, title }) => [
      `/paper ${title}`,
      `/paper ${id} show:abstract`,
      `/related ${id}`,
      ...CITATION_FORMATS.map((format) => `/cite ${id} ${format}`),
    ]);
    expect(await allTooLong(lines)).toEqual([]);
  });

  it('of every person, category and topic, and of help', async () => {
    const people = await bot.engine.authors();
    const categories = await bot.engine.categories();
    const topics = await bot.engine.topics(30);
    const lines = [
      ...people.flatMap(({ name }) => [`/author ${name}`, `/author ${name.split(' ').at(-1)}`]),
      ...people.map(({ name }) => `/paper ${name.split(' ').at(-1)} 2023`),
      ...categories.map(({ code }) => `/topic ${code}`),
      ...topics.flatMap(({ topic }) => [`/topic ${topic}`, `/paper ${topic}`, `/topic ${topic} year:2030`]),
      ...COMMAND_DEFINITIONS.flatMap(({ name }) => [`/help ${name}`, `/${name}`]),
    ];
    expect(await allTooLong(lines)).toEqual([]);
  });

  it('of every committed question, and of an overview of each topic', async () => {
    const topics = await bot.engine.topics(30);
    const lines = [
      ...['questions', 'fresh-questions', 'second-round-questions'].flatMap((name) =>
        readQuestions(`test/eval/${name}.jsonl`).map(({ question }) => `/ask ${question}`),
      ),
      ...topics.map(({ topic }) => `/ask overview of ${topic}`),
    ];
    expect(await allTooLong(lines)).toEqual([]);
  }, 60_000);
});
