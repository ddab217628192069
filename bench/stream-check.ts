import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { createLibrarySync } from '../src/commands/library-sync.ts';
import type { Engine, SuggestKind } from '../src/engine/engine.ts';
import { parseAuthorName } from '../src/ingestion/author-name.ts';
import { createLibrary } from '../src/library/create-library.ts';
import { identityKeys, identityOf } from '../src/library/identity.ts';
import { CategoryCode, type Paper, PaperDraft } from '../src/paper.ts';
import { EMPTY_QUERY } from '../src/query/query.ts';
import { openStore } from '../src/store/open-store.ts';
import { foldedKey } from '../src/text/fold.ts';
import { type EngineMeaning, type MeasuredEngine, openLoadedEngine } from './engine.ts';
import type { EvaluationQuestion } from './question.ts';
import { askQuestions } from './question-eval.ts';

/** Whether the stream changes anything that is said of the library. */

const StreamLine = z.object({
  _id: z.string(),
  title: z.string(),
  text: z.string(),
  authors: z.string(),
  categories: z.string(),
  created: z.iso.date(),
});

function toDraft(line: z.infer<typeof StreamLine>): PaperDraft {
  return PaperDraft.parse({
    title: line.title,
    rawTitle: line.title,
    authors: line.authors.split(/, (?=\S)/).map(parseAuthorName),
    authorsComplete: true,
    abstract: line.text,
    rawAbstract: line.text,
    date: line.created,
    categories: line.categories.split(/[,\s]+/).filter((code) => CategoryCode.safeParse(code).success),
    hasCode: false,
    arxivId: line._id,
    sources: [{ kind: 'atom', name: 'arxiv' }],
  });
}

/**
 * `count` papers spread evenly over a collection (gzip JSON lines), and beside them every one that the library holds too: what a
 * source tells of those is where an answer could change.
 */
export function readStream(path: string, count: number, papers: readonly Paper[]): PaperDraft[] {
  const lines = gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  const held = new Set(papers.flatMap(({ arxivId, title }) => [arxivId, foldedKey(title)]));
  const step = Math.max(1, Math.floor(lines.length / count));
  const parsed = lines.map((line) => StreamLine.parse(JSON.parse(line)));
  const spread = parsed.filter((_, at) => at % step === 0).slice(0, count);
  const both = parsed.filter(({ _id, title }) => held.has(_id) || held.has(foldedKey(title)));
  return [...new Set([...spread, ...both])].map(toDraft);
}

/** The engine over a library that has these papers, and these in its stream, by the road of the bot. */
export async function openWithStream(
  papers: readonly Paper[],
  stream: readonly PaperDraft[],
  meaning: EngineMeaning,
): Promise<MeasuredEngine> {
  const now = new Date();
  const store = await openStore({ file: ':memory:', now });
  const rows = papers.map((paper) => {
    const identity = identityOf(paper);
    const keys = identityKeys(identity);
    return {
      ingested: paper,
      corrections: {},
      identity,
      edits: [],
      isRemoved: false,
      keys,
      date: paper.date,
    };
  });
  await store.papers.transaction((transaction) => transaction.start('shipped', rows, now));
  const library = createLibrary({ store: store.papers, parseAuthorName });
  await library.ingest(stream, 'stream', { news: { source: 'arxiv', at: now } });
  const opened = await openLoadedEngine((engine) => createLibrarySync(library, engine).withStream(), meaning);
  await store.close();
  return opened;
}

const KINDS: readonly SuggestKind[] = ['paper', 'author', 'topic'];
const PROBES = 300;

/** Words of the stream: what the library says of them tells whether it has learnt them. */
function probes(stream: readonly PaperDraft[]): string[] {
  const words = new Set(stream.flatMap(({ title }) => title.split(/[^\p{L}\p{N}-]+/u)));
  const long = [...words].filter((word) => word.length > 3);
  const step = Math.max(1, Math.floor(long.length / PROBES));
  return long.filter((_, at) => at % step === 0).slice(0, PROBES);
}

/** Everything that is derived from the library, by name. */
async function* derived(engine: Engine, stream: readonly PaperDraft[]): AsyncGenerator<[string, unknown]> {
  yield ['size', engine.size('library')];
  yield ['papers', await engine.list(EMPTY_QUERY)];
  yield ['topics', await engine.topics(1000)];
  yield ['categories', await engine.categories()];
  yield ['authors', await engine.authors()];
  for (const kind of KINDS) yield [`completion of ${kind}s`, await engine.suggest('', kind, 1000)];
  for (const word of probes(stream)) {
    const query = { ...EMPTY_QUERY, text: `${word} learning` };
    yield [`search for "${word}"`, await engine.search(query)];
    yield [`passages about "${word}"`, await engine.passages(query)];
    yield [`paper "${word}"`, await engine.paper(word)];
    yield [`author "${word}"`, await engine.author(word)];
    yield [`topics near "${word}"`, await engine.nearestTopics(word, 3)];
    yield [`definitions of "${word}"`, await engine.definitions(word)];
    yield [`knowledge of "${word}"`, engine.knowsWord(word)];
    for (const kind of KINDS)
      yield [`completion of "${word}" (${kind})`, await engine.suggest(word.slice(0, 4), kind, 25)];
  }
  for (const { id } of await engine.list(EMPTY_QUERY))
    yield [`related to ${id}`, await engine.related(id, 10)];
}

/** What may be told of a library paper in passing, and is said to nobody who asks about the library. */
function said(value: unknown): string {
  return JSON.stringify(value, (name, part: unknown) => (name === 'versions' ? undefined : part));
}

export type StreamCheck = {
  readonly questions: readonly EvaluationQuestion[];
  readonly stream: readonly PaperDraft[];
  readonly now: Date;
};

/** What is said otherwise by the second engine, by name: none where the stream changes nothing. */
export async function differences(
  [plain, withStream]: readonly [Engine, Engine],
  { questions, stream, now }: StreamCheck,
): Promise<string[]> {
  const [before, after] = [
    await askQuestions(questions, { engine: plain, now }),
    await askQuestions(questions, { engine: withStream, now }),
  ];
  const found = before
    .filter((judged, at) => JSON.stringify(judged) !== JSON.stringify(after[at]))
    .map(({ question }) => `question ${question.id}`);
  const others = derived(withStream, stream);
  for await (const [name, value] of derived(plain, stream)) {
    const other = await others.next();
    if (other.done === true || said(other.value[1]) !== said(value)) found.push(name);
  }
  return found;
}
