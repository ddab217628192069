import type { AuthorProfile, Engine } from '../../engine/engine.ts';
import type { Paper } from '../../paper.ts';
import type { AuthorPlace } from '../interpretation.ts';
import type { AnswerContext } from './context.ts';
import type { Reference } from './references.ts';
import { papersOf } from './scope.ts';

/** From words such as `the second one` to the papers and people that were shown. */

export type Shown = {
  /** Everything that the last answer was about. */
  readonly all: readonly Paper[];
  /** What stood on the screen. */
  readonly inView: readonly Paper[];
  readonly focus: Paper | undefined;
  /** The papers by the numbers that the list shown last has before them. */
  readonly rows?: ReadonlyMap<number, Paper>;
};

export function shownPapers(context: AnswerContext, engine: Engine): Shown {
  const all = papersOf(context.shown, engine);
  const inView = papersOf(context.shown.slice(context.before, context.before + context.inView), engine);
  const rows = (context.rows ?? []).flatMap(({ number, paper }): [number, Paper][] => {
    const held = paper === undefined ? undefined : engine.get(paper);
    return held === undefined ? [] : [[number, held]];
  });
  const focus = context.focus === undefined ? undefined : engine.get(context.focus);
  return { all, inView, focus, rows: new Map(rows) };
}

function at(papers: readonly Paper[], place: number, fromEnd: boolean): Paper[] {
  const paper = fromEnd ? papers.at(-place) : papers[place - 1];
  return paper === undefined ? [] : [paper];
}

/** The papers that a reference means; empty where it means none. */
export function referred(reference: Reference, { all, inView, focus, rows }: Shown): readonly Paper[] {
  switch (reference.kind) {
    case 'place': {
      const listed = reference.absolute && !reference.fromEnd ? rows?.get(reference.at) : undefined;
      if (listed !== undefined) return [listed];
      const seen = reference.absolute || inView.length === 0 || reference.at > inView.length ? all : inView;
      return at(seen, reference.at, reference.fromEnd);
    }
    case 'some':
      return reference.fromEnd ? inView.slice(-reference.count) : inView.slice(0, reference.count);
    case 'one':
      return focus === undefined ? inView.slice(0, 1) : [focus];
    case 'all':
      return inView.length === 1 && all.length > 1 ? inView : all;
    case 'dated': {
      const dates = inView.map(({ date }) => date).sort();
      const date = reference.newest ? dates.at(-1) : dates[0];
      return inView.filter((paper) => paper.date === date);
    }
    case 'other':
      return inView.length === 2
        ? inView.filter(({ id }) => id !== (focus ?? inView[0])?.id)
        : all.filter(({ id }) => id !== focus?.id);
  }
}

/** The people listed under some names, most papers first. */
async function profiles(names: readonly string[], engine: Engine): Promise<AuthorProfile[]> {
  const { people } = await engine.names();
  const found = new Set(names.flatMap((name) => people.named(name) ?? []));
  return [...found].sort((a, b) => b.papers.length - a.papers.length || (a.name < b.name ? -1 : 1));
}

/** Who is on all of several papers. */
function onAll(papers: readonly Paper[]): string[] {
  const [first, ...others] = papers;
  return (first?.authors ?? [])
    .map(({ name }) => name)
    .filter((name) => others.every(({ authors }) => authors.some((author) => author.name === name)));
}

/**
 * The people that words such as `the first author` or `she` mean.
 * @param papers the paper spoken of, or several
 */
export async function peopleMeant(
  who: AuthorPlace | 'all' | 'they' | 'person',
  {
    papers,
    context,
    engine,
  }: { readonly papers: readonly Paper[]; readonly context: AnswerContext; readonly engine: Engine },
): Promise<readonly AuthorProfile[]> {
  const [paper] = papers;
  const spokenOf = context.scope?.people ?? [];
  const placed = context.last?.place;
  if (who === 'they')
    return peopleMeant(placed !== undefined && papers.length === 1 ? placed : 'all', {
      papers,
      context,
      engine,
    });
  if (who === 'person') {
    if (placed !== undefined && paper !== undefined && papers.length === 1)
      return peopleMeant(placed, { papers, context, engine });
    const [one] = spokenOf;
    // Right after `who wrote it?` it is who was named.
    const isTold = context.last?.intent === 'who' && context.focus !== undefined && paper !== undefined;
    if (one !== undefined && !isTold) return profiles(one, engine);
    const common = papers.length > 1 ? onAll(papers) : [];
    return profiles(
      common.length === 1 ? common : (paper?.authors ?? []).slice(0, 1).map(({ name }) => name),
      engine,
    );
  }
  if (paper === undefined) return [];
  if (who === 'all') {
    const isOfPeople = context.focus === undefined && spokenOf.length === 1;
    return profiles(isOfPeople ? (spokenOf[0] ?? []) : paper.authors.map(({ name }) => name), engine);
  }
  // Of a cut list nobody knows who is last.
  if (who === 'last' && !paper.authorsComplete) return [];
  const name = (who === 'last' ? paper.authors.at(-1) : paper.authors[who - 1])?.name;
  return name === undefined ? [] : profiles([name], engine);
}
