import type { Engine } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { EMPTY_QUERY } from '../query/query.ts';

/** Examples of what to type, filled from the papers that are there, so that each of them finds something. */

const PLACEHOLDERS = ['title', 'author', 'topic', 'category', 'id', 'year'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];
type Fillings = Readonly<Partial<Record<Placeholder, string>>>;

const MAX_WORDS = 4;
/** As many of the newest papers are tried for one that the first words of its title find. */
const TRIED = 10;

/** The first words of a title, as somebody would type them. */
function firstWords(title: string): string {
  const [start = title] = title.split(/[:?]/);
  const words = start.replace(/[^\p{L}\p{N}\s-]/gu, ' ').split(/\s+/);
  return words
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
    .join(' ')
    .toLowerCase();
}

/** Words that lead to one of these papers. */
export async function exampleTitle(papers: readonly Paper[], engine: Engine): Promise<string | undefined> {
  for (const paper of papers.slice(0, TRIED)) {
    const words = firstWords(paper.title);
    const found = await engine.paper(words);
    if (found.kind === 'one' && found.paper.id === paper.id) return words;
  }
  return undefined;
}

async function fillings(engine: Engine): Promise<Fillings> {
  const papers = await engine.list(EMPTY_QUERY);
  const [newest] = papers;
  const values = {
    title: await exampleTitle(papers, engine),
    author: (await engine.authors())[0]?.name,
    topic: (await engine.topics(1))[0]?.topic,
    category: (await engine.categories())[0]?.code,
    id: papers.find(({ arxivId }) => arxivId !== undefined)?.arxivId ?? newest?.id,
    year: newest?.date.slice(0, 4),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** A name of two words is quoted where it is the value of an option. */
function filled(example: string, values: Fillings): string | undefined {
  let isMissing = false;
  const text = example.replace(/(:?)\{(\w+)\}/g, (_, colon: string, name: Placeholder) => {
    const value = values[name];
    isMissing ||= value === undefined;
    return colon === ':' && /\s/.test(value ?? '') ? `:"${value}"` : `${colon}${value ?? ''}`;
  });
  return isMissing ? undefined : text;
}

/**
 * Whole lines to type for a command, in its own order: `{title}`, `{author}`, `{topic}`, `{category}`, `{id}` and `{year}` of its
 * examples stand for what the library holds. An example that the library has nothing for is left out.
 */
export async function examplesOf(
  { name, examples }: { readonly name: string; readonly examples: readonly string[] },
  engine: Engine,
): Promise<string[]> {
  const values = await fillings(engine);
  return examples.flatMap((example) => {
    const text = filled(example, values);
    return text === undefined ? [] : [`/${name} ${text}`.trim()];
  });
}
