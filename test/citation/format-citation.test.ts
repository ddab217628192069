import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCitation } from '../../src/citation/format-citation.ts';
import { parseBibtex } from '../../src/ingestion/sources/bibliography/parse-bibtex.ts';
import { parseRis } from '../../src/ingestion/sources/bibliography/parse-ris.ts';
import { author, paper } from '../library/paper-draft.ts';

const preprint = paper('maaten2022plants', {
  title: 'DP-SGD & 50% of x_i: {Roots}',
  authors: [author('Laurens', 'van der Maaten'), author('', 'ATLAS Collaboration')],
  authorsComplete: false,
  date: '2022-03-19',
  categories: ['q-bio.TO', 'cs.LG'],
  arxivId: '2203.10202',
});
const article = paper('okafor2021leaves', {
  title: 'Leaves',
  authors: [author('Ada', 'Okafor'), author('Jörg', 'Müller')],
  date: '2021',
  doi: '10.1000/leaf_1',
  venue: 'Journal of Plants & Soil',
});

describe('formatCitation', () => {
  it('writes a preprint with a cut list as BibTeX', () => {
    expect(formatCitation(preprint, 'bibtex')).toBe(
      [
        '@misc{maaten2022plants,',
        '\tauthor = {van der Maaten, Laurens and {ATLAS Collaboration} and others},',
        '\tyear = {2022},',
        '\tmonth = {3},',
        '\ttitle = {{DP}-{SGD} \\& 50\\% of x\\_i: \\{Roots\\}},',
        '\turl = {https://arxiv.org/abs/2203.10202},',
        '\teprint = {2203.10202},',
        '\tarchiveprefix = {arXiv},',
        '\tprimaryclass = {q-bio.TO},',
        '}',
      ].join('\n'),
    );
  });

  it('writes APA', () => {
    expect(formatCitation(preprint, 'apa')).toBe(
      'van der Maaten, L., ATLAS Collaboration, et al. (2022). DP-SGD & 50% of x_i: {Roots} (arXiv:2203.10202). arXiv. https://arxiv.org/abs/2203.10202',
    );
    expect(formatCitation(article, 'apa')).toBe(
      'Okafor, A., & Müller, J. (2021). Leaves. Journal of Plants & Soil. https://doi.org/10.1000/leaf_1',
    );
  });

  it('writes RIS and CSL', () => {
    const lines = formatCitation(preprint, 'ris').split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['AU  - van der Maaten, Laurens', 'AU  - et al.', 'DA  - 2022/03/19/']),
    );
    expect(JSON.parse(formatCitation(article, 'csl'))).toMatchObject({
      DOI: '10.1000/leaf_1',
      id: article.id,
    });
  });

  it('is read back by our own readers', () => {
    const word = fc.stringMatching(/^[A-Za-zäöüßéłε&%#_${}]{2,12}$/);
    const words = fc
      .array(word, { minLength: 1, maxLength: 6 })
      .map((list) => `Plant ${list.join(' ')} growth`);
    fc.assert(
      fc.property(words, fc.boolean(), (title, authorsComplete) => {
        const original = paper('a2020b', { ...article, title, authorsComplete });
        const options = { sourceName: 'x' };
        const { title: _title, ...known } = {
          title,
          authors: article.authors,
          authorsComplete,
          date: '2021',
          doi: article.doi,
          venue: article.venue,
        };

        const [fromRis] = parseRis(formatCitation(original, 'ris'), options).drafts;
        const [fromBibtex] = parseBibtex(formatCitation(original, 'bibtex'), options).drafts;

        expect(fromBibtex).toMatchObject({ ...known, title });
        expect(fromRis).toMatchObject(known);
      }),
      { numRuns: 60 },
    );
  });
});
