import fc from 'fast-check';
import { identityOf } from '../../src/library/identity.ts';
import type { PaperRecord, PaperRow } from '../../src/library/paper-store.ts';
import type { Author, Paper, PaperDraft, PaperId } from '../../src/paper.ts';
import { PaperId as PaperIdSchema } from '../../src/paper.ts';

/** Drafts and papers for tests: say what matters, the rest is plausible. */

export function author(given: string, family: string): Author {
  return { name: `${given} ${family}`.trim(), given, family };
}

export function draft(fields: Partial<PaperDraft> = {}): PaperDraft {
  const title = fields.title ?? 'Sparse Priors for Tomographic Imaging of Plants';
  return {
    title,
    rawTitle: title,
    authors: [author('Ada', 'Okafor')],
    authorsComplete: true,
    abstract: '',
    rawAbstract: '',
    date: '2021-05-04',
    categories: [],
    hasCode: false,
    sources: [{ kind: 'bibtex', name: 'a.bib' }],
    ...fields,
  };
}

/** A paper as the store holds it, found by its title. */
export function paperRow(ingested: Paper, rest: Partial<PaperRow> = {}): PaperRow {
  return {
    ingested,
    corrections: {},
    identity: identityOf(ingested),
    edits: [],
    isRemoved: false,
    keys: [`title:${ingested.id}`],
    date: ingested.date,
    ...rest,
  };
}

/** What of such a row is read again. */
export function recordOf({ keys: _keys, date: _date, ...record }: PaperRow): PaperRecord {
  return record;
}

export function paper(id: string, fields: Partial<Paper> = {}): Paper {
  const paperId: PaperId = PaperIdSchema.parse(id);
  return { ...draft(fields), shelf: 'library', ...fields, id: paperId };
}

const FIRST_AUTHOR = fc.constantFrom(
  author('Ada', 'Okafor'),
  author('A.', 'Okafor'),
  author('', 'Okafor'),
  author('Ada', 'Okafor Lin'),
  author('Jörg', 'Müller'),
);
const TITLE = fc.constantFrom(
  'Sparse Priors for Tomographic Imaging of Plants',
  'Sparse priors for tomographic imaging of plants!',
  'Dense Priors for Tomographic Imaging of Plants',
  'Priors',
);
const PERSON = fc.constantFrom(
  author('Ada', 'Okafor'),
  author('A.', 'Okafor'),
  author('Jörg', 'Müller'),
  author('Lin', 'Wei'),
  author('', 'ATLAS Collaboration'),
);

const SOURCE = fc.record({
  kind: fc.constantFrom('bibtex' as const, 'ris' as const, 'atom' as const, 'listing' as const),
  name: fc.constantFrom('a.bib', 'b.ris', 'c.xml'),
});

/** Records of few papers as different sources might tell them: they share titles, authors and identifiers in every way. */
export const draftArbitrary: fc.Arbitrary<PaperDraft> = fc
  .record(
    {
      title: TITLE,
      authors: fc
        .tuple(FIRST_AUTHOR, fc.array(PERSON, { maxLength: 3 }))
        .map(([first, others]) => [first, ...others]),
      authorsComplete: fc.boolean(),
      abstract: fc.constantFrom(
        '',
        'Short.',
        'A longer abstract of this paper.',
        'Another abstract as long here.',
      ),
      date: fc.constantFrom('2021', '2021-05', '2021-05-04', '2021-06-01', '2022'),
      categories: fc.uniqueArray(fc.constantFrom('cs.LG', 'cs.CV', 'stat.ML', 'hep-th'), { maxLength: 3 }),
      hasCode: fc.boolean(),
      sources: fc.array(SOURCE, { minLength: 1, maxLength: 3 }),
      codeUrl: fc.constant('https://example.org/code'),
      organisation: fc.constantFrom('helmholtz', 'tum'),
      arxivId: fc.constantFrom('2105.00001', '2105.00002'),
      doi: fc.constantFrom('10.1000/182', '10.1000/183'),
      venue: fc.constantFrom('Journal of Plants', 'Proceedings'),
      versions: fc.uniqueArray(
        fc.record({
          number: fc.integer({ min: 1, max: 3 }),
          date: fc.constantFrom('2021-05-04', '2021-07-01'),
        }),
        { minLength: 1, maxLength: 2, selector: ({ number }) => number },
      ),
    },
    {
      requiredKeys: [
        'title',
        'authors',
        'authorsComplete',
        'abstract',
        'date',
        'categories',
        'hasCode',
        'sources',
      ],
    },
  )
  .map((fields) => {
    const { versions, ...rest } = fields;
    const sorted =
      versions === undefined ? {} : { versions: [...versions].sort((a, b) => a.number - b.number) };
    return draft({ ...rest, ...sorted, rawAbstract: rest.abstract });
  });
