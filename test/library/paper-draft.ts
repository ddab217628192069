import fc from 'fast-check';
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

export function paper(id: string, fields: Partial<Paper> = {}): Paper {
  const paperId: PaperId = PaperIdSchema.parse(id);
  return { ...draft(fields), shelf: 'library', ...fields, id: paperId };
}

const FIRST_AUTHOR = fc.constantFrom(author('Ada', 'Okafor'), author('A.', 'Okafor'), author('', 'Okafor'));
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

/** Records of one paper as different sources might tell it. */
export const draftArbitrary: fc.Arbitrary<PaperDraft> = fc
  .record(
    {
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
      arxivId: fc.constant('2105.00001'),
      doi: fc.constant('10.1000/182'),
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
      requiredKeys: ['authors', 'authorsComplete', 'abstract', 'date', 'categories', 'hasCode', 'sources'],
    },
  )
  .map((fields) => {
    const { versions, ...rest } = fields;
    const sorted =
      versions === undefined ? {} : { versions: [...versions].sort((a, b) => a.number - b.number) };
    return draft({ ...rest, ...sorted, rawAbstract: rest.abstract });
  });
