import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { type Paper, PaperId } from '../src/paper.ts';

/** A retrieval collection in the BEIR form: gzip JSON lines for documents and queries, TSV for judgements. */

const CorpusLine = z.object({ _id: z.string(), title: z.string(), text: z.string() });
const QueryLine = z.object({ _id: z.string(), text: z.string() });
const RationaleLine = z.object({
  claim: z.string(),
  docid: z.string(),
  split: z.string(),
  rationales: z.array(z.array(z.int())).min(1),
});
const SentencesLine = z.object({ _id: z.string(), sentences: z.array(z.string()) });

export type DatasetQuery = { readonly id: string; readonly text: string };
/** Query to document to grade; grades above 0 are relevant. */
export type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;
export type Dataset = {
  readonly papers: readonly Paper[];
  /** The collection's own ids of the papers. */
  readonly documentIds: ReadonlyMap<PaperId, string>;
  readonly queries: readonly DatasetQuery[];
  /** By the name of the split: `test`, and `train` where there is one. */
  readonly judgements: ReadonlyMap<string, Judgements>;
};
/** A claim, the abstract that settles it as its sentences, and which of these do. */
export type Rationale = {
  readonly claim: string;
  readonly split: string;
  readonly document: string;
  readonly sentences: readonly string[];
  readonly gold: ReadonlySet<number>;
};

function readText(folder: string, name: string): string {
  return gunzipSync(readFileSync(join(folder, name))).toString('utf8');
}

function readLines<Line>(folder: string, name: string, schema: z.ZodType<Line>): Line[] {
  return readText(folder, name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

function readJudgements(folder: string, name: string): Judgements {
  const judgements = new Map<string, Map<string, number>>();
  for (const line of readText(folder, name).split('\n').slice(1)) {
    const [query, document, grade] = line.split('\t');
    if (query === undefined || document === undefined || grade === undefined) continue;
    judgements.set(query, (judgements.get(query) ?? new Map()).set(document, Number(grade)));
  }
  return judgements;
}

/** A paper of which only title and abstract are known. */
function paperOf(id: string, title: string, abstract: string): Paper {
  return {
    id: PaperId.parse(id),
    title: title === '' ? '-' : title,
    rawTitle: title === '' ? '-' : title,
    authors: [{ name: 'Unknown', given: '', family: 'Unknown' }],
    authorsComplete: false,
    abstract,
    rawAbstract: abstract,
    date: '2020',
    categories: [],
    hasCode: false,
    sources: [{ kind: 'csl-json', name: 'corpus.jsonl' }],
    shelf: 'library',
  };
}

/** The papers of a collection, with the collection's own ids of them. */
export function readCorpus(folder: string): Pick<Dataset, 'papers' | 'documentIds'> {
  const papers: Paper[] = [];
  const documentIds = new Map<PaperId, string>();
  for (const [at, line] of readLines(folder, 'corpus.jsonl.gz', CorpusLine).entries()) {
    const paper = paperOf(`document-${at}`, line.title, line.text);
    papers.push(paper);
    documentIds.set(paper.id, line._id);
  }
  return { papers, documentIds };
}

/** Reads a collection from a folder. */
export function readDataset(folder: string): Dataset {
  const { papers, documentIds } = readCorpus(folder);
  const queries = readLines(folder, 'queries.jsonl.gz', QueryLine).map(({ _id, text }) => ({
    id: _id,
    text,
  }));
  const splits = [
    ['test', 'qrels.tsv.gz'],
    ['train', 'qrels.train.tsv.gz'],
  ] as const;
  const judgements = new Map(
    splits
      .filter(([, name]) => existsSync(join(folder, name)))
      .map(([split, name]): [string, Judgements] => [split, readJudgements(folder, name)]),
  );
  return { papers, documentIds, queries, judgements };
}

/** Claims with the sentences that settle them; none where the collection has no such file. */
export function readRationales(folder: string): Rationale[] {
  if (!existsSync(join(folder, 'sentences.jsonl.gz')) || !existsSync(join(folder, 'qa.jsonl.gz'))) return [];
  const sentences = new Map(
    readLines(folder, 'sentences.jsonl.gz', SentencesLine).map(({ _id, sentences }) => [_id, sentences]),
  );
  return readLines(folder, 'qa.jsonl.gz', RationaleLine).map(({ claim, split, docid, rationales }) => ({
    claim,
    split,
    document: docid,
    sentences: sentences.get(docid) ?? [],
    gold: new Set(rationales.flat()),
  }));
}
