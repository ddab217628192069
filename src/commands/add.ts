import type { PaperLookup } from '../engine/engine.ts';
import { UserError } from '../errors.ts';
import { ADDED } from '../library/arrival.ts';
import type { Place } from '../library/library.ts';
import { type Paper, PaperId } from '../paper.ts';
import { commandAction, linkAction, list, note, paragraph, reply, undoAction } from '../reply/build.ts';
import { cardActions, cardBlocks, paperItem, titleAtEnd } from '../reply/paper-card.ts';
import { arxivSearch } from '../reply/paper-text.ts';
import type { Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { arxivIdOfDoi, parseArxivId, parseDoi } from '../text/identifiers.ts';
import { type CommandContext, defineCommand, type Shelves } from './command.ts';
import { listedPaper } from './listed-rows.ts';
import { heldPaper } from './saving/held-paper.ts';
import { withShelves } from './shelves.ts';

/** What can be typed to take an addition back, and what the button under it does. */
const UNDO: Readonly<Record<Exclude<Place, 'library'> | 'unknown', Readonly<Record<string, string>>>> = {
  stream: { to: 'stream' },
  unknown: { to: 'nowhere' },
  removed: {},
};

function addedReply(paper: Paper, before: keyof typeof UNDO): Reply {
  const undo = { paper: paper.id, ...UNDO[before] };
  const typed = [
    '/remove',
    paper.id,
    ...Object.entries(UNDO[before]).map(([name, value]) => `${name}:${value}`),
  ];
  const said = before === 'removed' ? 'Back in the library, as it was:' : 'Added to the library:';
  return reply({
    kind: 'done',
    blocks: [paragraph(said), ...cardBlocks(paper), note(`To take it back: ${typed.join(' ')}`)],
    papers: [paper],
    actions: [undoAction('remove', undo), ...cardActions(paper)],
  });
}

function thereAlready(paper: Paper): Reply {
  return reply({
    kind: 'notice',
    blocks: [paragraph('In the library already: ', ...titleAtEnd(paper))],
    papers: [paper],
    actions: [commandAction('Open', 'paper', { query: paper.id })],
  });
}

async function addHeld(id: PaperId, { now }: CommandContext, { library }: Shelves): Promise<Reply> {
  const { paper, before } = await library.add(id, now());
  return before === 'library' ? thereAlready(paper) : addedReply(paper, before);
}

/** A paper that the bot does not hold, as arXiv tells it. */
async function addFromArxiv(
  arxivId: string,
  { now, signal, onProgress }: CommandContext,
  { library, fetcher }: Shelves,
): Promise<Reply> {
  if (fetcher === undefined)
    throw new UserError(
      `The bot does not hold arXiv:${arxivId}, and asks arXiv for nothing here. Put a file with it (BibTeX, RIS, ...) into the inbox.`,
    );
  onProgress?.(`Asking arXiv for ${arxivId} ...`);
  const { found } = await fetcher.fetch([arxivId], signal === undefined ? {} : { signal });
  const [draft] = found;
  if (draft === undefined)
    throw new UserError(`arXiv knows no paper ${arxivId}. Is a digit missing?`, { code: 'not-found' });
  const { added, merged, unchanged } = await library.ingest([draft], 'library', {
    news: { source: ADDED, at: now() },
  });
  const [id = merged[0] ?? unchanged[0]] = added;
  const paper = id === undefined ? undefined : await library.get(id);
  if (paper === undefined) throw new UserError(`arXiv:${arxivId} could not be added; try again.`);
  return added.length === 0 ? thereAlready(paper) : addedReply(paper, 'unknown');
}

function unknownDoi(doi: string): UserError {
  return new UserError(
    `The bot does not hold ${doi}, and only arXiv can be asked for papers. Save its citation as BibTeX or RIS and put the file into the ` +
      'inbox folder of the bot, or give its arXiv id: /add 2101.00001',
    { code: 'not-found' },
  );
}

/** By an identifier, wherever the paper stands; undefined where the text is none. */
async function addByIdentifier(
  reference: string,
  context: CommandContext,
  shelves: Shelves,
): Promise<Reply | undefined> {
  const doi = parseDoi(reference);
  const arxivId = (doi === undefined ? undefined : arxivIdOfDoi(doi)) ?? parseArxivId(reference)?.id;
  if (arxivId !== undefined) {
    const held = await shelves.library.find(`arxiv:${arxivId}`);
    return held === undefined
      ? addFromArxiv(arxivId, context, shelves)
      : addHeld(held.paper.id, context, shelves);
  }
  if (doi === undefined) return undefined;
  const held = await shelves.library.find(`doi:${doi}`);
  if (held === undefined) throw unknownDoi(doi);
  return addHeld(held.paper.id, context, shelves);
}

async function addById(
  reference: string,
  context: CommandContext,
  shelves: Shelves,
): Promise<Reply | undefined> {
  const listed = listedPaper(reference, context.remembered);
  if (listed !== undefined) return addHeld(listed, context, shelves);
  const id = PaperId.safeParse(reference.toLowerCase());
  if (!id.success) return undefined;
  try {
    return await addHeld(id.data, context, shelves);
  } catch (error) {
    // Words can look like an id.
    if (error instanceof UserError && error.code === 'not-found') return undefined;
    throw error;
  }
}

const NEAREST = 3;

/** What a title or words can mean: papers of the stream to add, and those of the library that are there already. */
async function offeredFor(reference: string, context: CommandContext): Promise<Reply> {
  await context.openStream();
  const { engine } = context;
  const [waiting, held] = await Promise.all([
    engine.paper(reference, 'stream').then(foundBy),
    engine.paper(reference).then(foundBy),
  ]);
  const rows = waiting.map((paper) => ({
    ...paperItem(paper),
    action: commandAction(`Add ${cut(paper.title, 60)}`, 'add', { paper: paper.id }),
  }));
  const called = `No paper that could be added is called ${cut(reference, 80)}.`;
  return reply({
    kind: rows.length > 0 ? 'choice' : 'none',
    answered: false,
    blocks: [
      paragraph(`${called} An arXiv id, a link or a DOI adds one: /add 2101.00001`),
      ...(rows.length > 0 ? [note('Like it in the stream of new papers:'), list(rows, 1)] : []),
      ...(held.length > 0
        ? [note('Like it, and in the library already:'), list(held.map((one) => paperItem(one)))]
        : []),
    ],
    papers: [...waiting, ...held],
    actions: [
      ...rows.map(({ action }) => action),
      linkAction('Search arXiv for the title', arxivSearch(reference, 'title')),
    ],
  });
}

/** The papers that fit what was typed, best first; those that are merely nearest are none. */
function foundBy(found: PaperLookup): readonly Paper[] {
  if (found.kind === 'none') return [];
  const papers =
    found.kind === 'one' ? [found.paper, ...found.also] : found.result.hits.map(({ paper }) => paper);
  return papers.slice(0, NEAREST);
}

export const addCommand = defineCommand(
  {
    name: 'add',
    description: 'Put a paper into the library: of the stream, or from arXiv',
    options: [
      {
        name: 'paper',
        description: 'An arXiv id, a link or a DOI; of the stream also a title, words or a number shown',
        rest: true,
        required: true,
      },
    ],
    spokenOf: {
      verbs: [
        'add',
        'put',
        'import',
        'upload',
        'load',
        'insert',
        'bring',
        'ingest',
        'include',
        'enter',
        'drop',
      ],
      things: [
        'paper',
        'preprint',
        'article',
        'pdf',
        'bibtex',
        'bib',
        'ris',
        'csl',
        'zotero',
        'file',
        'listing',
        'inbox',
        'arxiv',
        'doi',
        'id',
        'link',
        'collection',
        'own',
      ],
      places: ['inbox'],
      tip: 'Many at once: a file (BibTeX, RIS, CSL-JSON, arXiv Atom or a listing page) that is put into the folder inbox of the bot’s DATA_DIR (data/local where none is set) is taken by itself, and npm run ingest -- FILE reads one.',
    },
    canBeUndone: true,
    examples: ['2101.00001', 'https://arxiv.org/abs/2101.00001'],
  },
  withShelves(async ({ paper: reference }, context, shelves) => {
    const known =
      (await addById(reference, context, shelves)) ?? (await addByIdentifier(reference, context, shelves));
    if (known !== undefined) return known;
    const named = await heldPaper(reference, 'add', context);
    return 'reply' in named ? offeredFor(reference, context) : addHeld(named.paper.id, context, shelves);
  }),
);
