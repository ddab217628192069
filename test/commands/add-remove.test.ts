import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnswer } from '../../src/answers/create-answer.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { createDispatch } from '../../src/commands/dispatch.ts';
import { createLibrarySync } from '../../src/commands/library-sync.ts';
import { parseLine } from '../../src/commands/parse-line.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { parseAuthorName } from '../../src/ingestion/author-name.ts';
import { createLibrary } from '../../src/library/create-library.ts';
import type { Library } from '../../src/library/library.ts';
import type { PaperFetcher } from '../../src/library/paper-fetcher.ts';
import { createLogger } from '../../src/logger.ts';
import { type PaperDraft, PaperId } from '../../src/paper.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { draft } from '../library/paper-draft.ts';

const ROOTS = PaperId.parse('okafor2021roots');
const LEAVES = PaperId.parse('okafor2021leaves');

let store: Store;
let library: Library;
let now: Date;
/** What arXiv has. */
let onArxiv: PaperDraft[];
let asked: string[][];
let isOffline = false;

const fetcher: PaperFetcher = {
  async fetch(ids) {
    asked.push([...ids]);
    const found = onArxiv.filter(({ arxivId }) => ids.includes(arxivId ?? ''));
    const known = found.map(({ arxivId }) => arxivId);
    return { found, missing: ids.filter((id) => !known.includes(id)) };
  },
};

let dispatch: ReturnType<typeof createDispatch>;

beforeEach(async () => {
  store = await openStore({ file: ':memory:', now: new Date(0) });
  library = createLibrary({ store: store.papers, parseAuthorName });
  now = new Date('2026-03-01T09:00:00Z');
  asked = [];
  isOffline = false;
  onArxiv = [draft({ title: 'Flowers in Bloom', arxivId: '2105.00003' })];
  await library.ingest(
    [draft({ title: 'Roots of Plants', arxivId: '2105.00001', doi: '10.1000/roots' })],
    'library',
  );
  await library.ingest([draft({ title: 'Leaves of Trees', arxivId: '2105.00002' })], 'stream');
  const engine = createEngine();
  const { sync, withStream } = createLibrarySync(library, engine);
  dispatch = createDispatch({
    engine,
    answer: createAnswer({ engine, now: () => now }),
    sync,
    openStream: withStream,
    held: (id) => library.get(id),
    shelves: {
      library,
      get fetcher() {
        return isOffline ? undefined : fetcher;
      },
    },
    logger: createLogger({ logLevel: 'silent' }, 'warn'),
    now: () => now,
  });
});
afterEach(() => store.close());

type Side = { readonly mayManage?: boolean; readonly isDirect?: boolean };

function ask(parsed: ReturnType<typeof parseLine>, { mayManage = false, isDirect = false }: Side = {}) {
  return dispatch({
    ...parsed,
    actor: { id: 'terminal:test', name: 'test', mayManage },
    conversation: encodeConversation('terminal', ['test']),
    isDirect,
    locale: 'en',
  });
}
const say = (line: string, side?: Side) => ask(parseLine(line, COMMAND_DEFINITIONS), side);

function press(reply: Reply, label: string, side?: Side): Promise<Reply> {
  const action = reply.actions.find((one) => one.label === label);
  if (action?.type !== 'command') throw new Error(`no button ${label} under: ${renderText(reply)}`);
  return ask(action.state, side);
}

const ids = async (shelf: 'library' | 'stream') =>
  (await library.papers(shelf)).map(({ id }) => id as string).sort();
const told = async () =>
  (await library.arrivalsAfter(0, 99)).map(({ paperId, source }) => `${paperId} ${source}`);

describe('/add', () => {
  it.each([
    ['its id', 'okafor2021leaves'],
    ['its arXiv id', '2105.00002'],
    ['its arXiv id with a version', 'arXiv:2105.00002v3'],
    ['its link', 'https://arxiv.org/abs/2105.00002'],
    ['its arXiv DOI', 'https://doi.org/10.48550/arXiv.2105.00002'],
    ['its title', 'Leaves of Trees'],
  ])('moves a paper of the stream by %s, as news, and back', async (_, reference) => {
    const reply = await say(`/add ${reference}`);

    expect(renderText(reply)).toMatch(/^Added to the library/);
    expect(reply.kind).toBe('done');
    expect(await ids('library')).toEqual([LEAVES, ROOTS]);
    expect(await told()).toEqual([`${LEAVES} added`]);
    expect(asked).toEqual([]);

    expect(renderText(await press(reply, 'Undo'))).toMatch(/^Back in the stream/);
    expect([await ids('library'), await ids('stream')]).toEqual([[ROOTS], [LEAVES]]);
    expect(await told()).toEqual([]);
  });

  it('says how to take it back by typing, and that works', async () => {
    const typed = /To take it back: ([^)]+)/.exec(renderText(await say('/add 2105.00002')))?.[1] ?? '';
    await say(typed);
    expect(await ids('stream')).toEqual([LEAVES]);
  });

  it('says what adds a paper where words do not, and offers those of the stream that are like it', async () => {
    const reply = await say('/add leaves tree');
    expect(renderText(reply)).toContain('An arXiv id, a link or a DOI adds one: /add 2101.00001');
    expect(reply.papers.map(({ id }) => id)).toContain(LEAVES);
    expect(await ids('stream')).toEqual([LEAVES]);
    await press(reply, 'Add Leaves of Trees');
    expect(await ids('library')).toEqual([LEAVES, ROOTS]);
  });

  it('asks arXiv for what is not held, and forgets it when that is taken back', async () => {
    const reply = await say('/add 2105.00003');
    expect(asked).toEqual([['2105.00003']]);
    expect(await ids('library')).toEqual(['okafor2021flowers', ROOTS]);
    expect(await told()).toEqual(['okafor2021flowers added']);

    const taken = await press(reply, 'Undo');
    expect(await ids('library')).toEqual([ROOTS]);
    expect(await told()).toEqual([]);

    await press(taken, 'Add again');
    expect(await told()).toEqual(['okafor2021flowers added']);
  });

  it.each([
    ['a paper that is there', '/add 2105.00001', /^In the library already: Roots of Plants/],
    ['a DOI that is there', '/add 10.1000/roots', /^In the library already/],
    ['a paper that arXiv does not have', '/add 2105.99999', /arXiv knows no paper 2105.99999/],
    [
      'a DOI that nobody can be asked for',
      '/add https://doi.org/10.1000/182',
      /only arXiv can be asked[\s\S]*BibTeX/,
    ],
    ['words that fit nothing', '/add quantum chromodynamics', /^No paper that could be added is called/],
    ['nothing', '/add', /^\/add needs an arXiv id/],
  ])('changes nothing by %s', async (_, line, expected) => {
    expect(renderText(await say(line))).toMatch(expected);
    expect([await ids('library'), await ids('stream')]).toEqual([[ROOTS], [LEAVES]]);
    expect(await told()).toEqual([]);
  });

  it('says what to do where arXiv is not asked', async () => {
    isOffline = true;
    expect(renderText(await say('/add 2105.00003'))).toMatch(/asks arXiv for nothing here.*inbox/);
  });

  it('is taken back for an hour only, whoever presses', async () => {
    const reply = await say('/add 2105.00002');
    now = new Date('2026-03-01T10:00:01Z');
    expect(renderText(await press(reply, 'Undo'))).toMatch(/for an hour only/);
    expect(await ids('library')).toEqual([LEAVES, ROOTS]);
  });

  it('stands under the card of a paper of the stream', async () => {
    const card = await say('/paper leaves in:stream');
    await press(card, 'Add to library');
    expect(await ids('library')).toEqual([LEAVES, ROOTS]);
  });
});

describe('a paper of the stream', () => {
  it.each([
    ['/paper okafor2021leaves', /^Leaves of Trees[\s\S]*In the stream of new papers/],
    ['/cite okafor2021leaves', /^@[\s\S]*Leaves of Trees/],
    ['/related okafor2021leaves', /^Nothing here is near to Leaves of Trees/],
    ['/new in:stream', /^The newest in the stream:\n1\. Leaves of Trees/],
    ['/topic trees in:stream', /^1 paper\n[\s\S]*Leaves of Trees/],
    ['/paper trees in:stream', /^Leaves of Trees/],
    ['/paper 2105.00002 in:stream', /^Leaves of Trees/],
    ['/paper soil in:stream', /^No paper in the stream mentions soil \(1 abstract searched\)/],
    ['/paper trees year:2019 in:stream', /^None of 2019; 1 paper about trees, 2021/],
  ])('is reached by %s', async (line, expected) => {
    expect(renderText(await say(line))).toMatch(expected);
  });

  it.each(['/paper trees', '/paper 2105.00002', '/topic trees', 'which papers are about trees?', '/paper'])(
    'is not told by %s',
    async (line) => {
      expect(renderText(await say(line))).not.toContain('Leaves');
    },
  );

  it('is offered beside the newest of the library', async () => {
    const reply = await say('/new');
    expect(renderText(reply)).not.toContain('Leaves');
    expect(renderText(await press(reply, 'In the stream (1)'))).toContain('Leaves of Trees');
  });
});

describe('/remove', () => {
  const admin = { mayManage: true };

  it('is for who manages the place, or is alone with the bot', async () => {
    expect(renderText(await say('/remove okafor2021roots'))).toMatch(/Only who manages this place/);
    expect(await ids('library')).toEqual([ROOTS]);
    await say('/remove okafor2021roots', { isDirect: true });
    expect(await ids('library')).toEqual([]);
  });

  it('takes a paper out, and Undo brings it back with its corrections, as no news', async () => {
    await library.correct(ROOTS, { venue: 'By hand' });
    const before = await library.get(ROOTS);
    const reply = await say('/remove Roots of Plants', admin);
    expect(renderText(reply)).toMatch(
      /^Taken out of the library: Roots of Plants[\s\S]*\/add okafor2021roots/,
    );
    expect(await ids('library')).toEqual([]);

    expect(renderText(await press(reply, 'Undo'))).toMatch(/^Back in the library, as it was/);
    expect(await library.get(ROOTS)).toEqual(before);
    expect(await told()).toEqual([]);
  });

  it('shows a paper that only words fit before it takes it out', async () => {
    const reply = await say('/remove plants', admin);
    expect(await ids('library')).toEqual([ROOTS]);
    await press(reply, 'Take it out', admin);
    expect(await ids('library')).toEqual([]);
  });

  it('is no way around the right: only what was just added is taken back', async () => {
    expect(renderText(await say('/remove okafor2021roots to:nowhere'))).toMatch(/for an hour only/);
    expect(await ids('library')).toEqual([ROOTS]);
  });

  it('takes back into the stream what came from there, whatever is typed', async () => {
    const stems = draft({
      title: 'Stems of Grass',
      arxivId: '2105.00004',
      sources: [{ kind: 'arxiv', name: 'arXiv' }],
    });
    await library.ingest([stems], 'stream');
    await say('/add okafor2021stems');
    const taken = await say('/remove okafor2021stems to:nowhere');
    expect(renderText(taken)).toMatch(/^Back in the stream: Stems of Grass/);
    expect([await ids('library'), await ids('stream')]).toEqual([[ROOTS], [LEAVES, 'okafor2021stems']]);
    await press(taken, 'Add again');
    expect(await ids('library')).toEqual([ROOTS, 'okafor2021stems']);
  });

  it('leaves the stream alone', async () => {
    expect(renderText(await say('/remove okafor2021leaves', admin))).toMatch(
      /in the stream, not in the library/,
    );
    expect(await ids('stream')).toEqual([LEAVES]);
  });
});
