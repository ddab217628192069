import { Paper } from '../../src/paper.ts';

/** What a test says of a paper; the rest is filled in. Authors are names, the last word the family's. */
export type SamplePaper = {
  readonly id: string;
  readonly title: string;
  readonly abstract?: string;
  readonly authors?: readonly string[];
  readonly date?: string;
  readonly categories?: readonly string[];
  readonly hasCode?: boolean;
  readonly organisation?: string;
  readonly arxivId?: string;
  readonly doi?: string;
  readonly shelf?: 'library' | 'stream';
};

export function samplePaper({ authors = ['Ada Lovelace'], abstract = '', ...rest }: SamplePaper): Paper {
  return Paper.parse({
    rawTitle: rest.title,
    abstract,
    rawAbstract: abstract,
    authors: authors.map((name) => ({
      name,
      given: name.split(' ').slice(0, -1).join(' '),
      family: name.split(' ').at(-1) ?? name,
    })),
    authorsComplete: false,
    date: '2023-01-01',
    categories: [],
    hasCode: false,
    sources: [{ kind: 'listing', name: 'sample.txt' }],
    shelf: 'library',
    ...rest,
  });
}
