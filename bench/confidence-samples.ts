import { basename } from 'node:path';
import { type Features, featuresOf } from '../src/answers/confidence.ts';
import { gather, rankPassages } from '../src/answers/evidence.ts';
import { expectedAnswer } from '../src/answers/expected-kind.ts';
import { interpret } from '../src/answers/interpret.ts';
import { createLibraryFacts } from '../src/answers/library-facts.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import type { Engine } from '../src/engine/engine.ts';
import type { Paper } from '../src/paper.ts';
import { fold } from '../src/text/fold.ts';
import { type Dataset, readDataset, readRationales } from './dataset.ts';

/**
 * Questions with known outcome, asked of small libraries as a lab has them: a collection is cut into shelves of 60 papers.
 * Asked of its own shelf a question is answerable, unless its judges found no evidence in the paper; of another it is not.
 */
export type Sample = {
  readonly features: Features;
  readonly answerable: boolean;
  readonly split: string;
  readonly sort: string;
};

const SHELF = 60;
/** How many shelves away the question is asked where it has no answer. */
const AWAY = 7;

async function shelves(papers: readonly Paper[]): Promise<Engine[]> {
  const engines: Engine[] = [];
  for (let start = 0; start < papers.length; start += SHELF) {
    const engine = createEngine();
    await engine.add(papers.slice(start, start + SHELF));
    engines.push(engine);
  }
  return engines;
}

type Outcome = { readonly features: Features; readonly best: string | undefined };

async function askShelf(question: string, engine: Engine): Promise<Outcome> {
  const facts = await createLibraryFacts({ engine, now: () => new Date('2026-01-01') })();
  const asked = { ...interpret(question, facts).asked, named: [], called: [], people: [], words: question };
  const evidence = await gather(asked, engine);
  const best = evidence.hits[0]?.paper.id;
  if (best === undefined) return { features: featuresOf(asked, evidence, []), best };
  const ranked = await rankPassages(evidence.passages, {
    asked,
    expectation: expectedAnswer(fold(question)),
    best,
  });
  return { features: featuresOf(asked, evidence, ranked), best: ranked[0]?.passage.paper.id };
}

/** Queries whose paper the judges found without evidence: they exist only where a collection has rationales. */
function withoutEvidence(dataset: Dataset, folder: string): (query: string) => boolean {
  const rationales = readRationales(folder);
  const settled = new Set(rationales.map(({ claim }) => claim));
  const texts = new Map(dataset.queries.map(({ id, text }) => [id, text]));
  return (query) => rationales.length > 0 && !settled.has(texts.get(query) ?? '');
}

/** Samples of a collection in the BEIR form, from the first `limit` judged queries of each split. */
export async function readSamples(folder: string, limit: number): Promise<Sample[]> {
  const dataset = readDataset(folder);
  const engines = await shelves(dataset.papers);
  const shelfOf = new Map(
    dataset.papers.map((paper, at) => [
      dataset.documentIds.get(paper.id) ?? '',
      { paper, shelf: Math.floor(at / SHELF) },
    ]),
  );
  const texts = new Map(dataset.queries.map(({ id, text }) => [id, text]));
  const isUnsettled = withoutEvidence(dataset, folder);
  const samples: Sample[] = [];
  for (const [split, judgements] of dataset.judgements) {
    for (const [query, judged] of [...judgements].slice(0, limit)) {
      const text = texts.get(query);
      const right = [...judged].find(([, grade]) => grade > 0)?.[0];
      const own = right === undefined ? undefined : shelfOf.get(right);
      const home = own === undefined ? undefined : engines[own.shelf];
      const away = own === undefined ? undefined : engines[(own.shelf + AWAY) % engines.length];
      if (text === undefined || own === undefined || home === undefined || away === undefined) continue;
      const sort = basename(folder);
      const here = await askShelf(text, home);
      const unsettled = isUnsettled(query);
      samples.push({
        features: here.features,
        split,
        answerable: here.best === own.paper.id && !unsettled,
        sort: `${sort}, ${unsettled ? 'paper without evidence' : 'own shelf'}`,
      });
      const there = await askShelf(text, away);
      samples.push({ features: there.features, split, answerable: false, sort: `${sort}, other shelf` });
    }
  }
  return samples;
}
