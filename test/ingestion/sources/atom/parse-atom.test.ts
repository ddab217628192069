import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAtom } from '../../../../src/ingestion/sources/atom/parse-atom.ts';

const feed = readFileSync(new URL('../../../fixtures/bibliography/arxiv.xml', import.meta.url), 'utf8');
const options = { sourceName: 'arxiv.xml' };

describe('parseAtom', () => {
  it("reads arXiv's feed", () => {
    const { drafts, problems } = parseAtom(feed, options);

    expect(drafts[0]).toMatchObject({
      title: 'Leaf Growth under Stochastic Light',
      arxivId: '1901.00021',
      doi: '10.1000/leaf',
      date: '2019-01-19',
      categories: ['q-bio.TO', 'physics.bio-ph'],
      authors: [{ name: 'Ada Okafor' }, { family: 'van der Berg' }],
      abstract: 'We grow leaves & measure. Code at https://github.com/leaf/grow.',
      codeUrl: 'https://github.com/leaf/grow',
      venue: 'J. Plants 3 (2019)',
      versions: [{ number: 2, date: '2019-09-30', comment: '12 pages' }],
      sources: [{ kind: 'atom', name: 'arxiv.xml', line: 4 }],
    });
    expect(drafts[1]).toMatchObject({ arxivId: 'hep-th/9901001', status: 'withdrawn', date: '1999-01-04' });
    expect(problems).toMatchObject([{ line: 25, found: 'incorrect id format' }]);
  });

  it('keeps the whole entries of a feed that is broken in one', () => {
    const { drafts, problems } = parseAtom(feed.replace('Withdrawn Strings', 'Strings & <b>Branes'), options);
    expect(drafts.map(({ arxivId }) => arxivId)).toEqual(['1901.00021']);
    expect(problems[0]).toMatchObject({ line: 21, expected: expect.stringContaining('well-formed XML') });
  });

  it.each([
    [
      'an entity bomb',
      `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(100)}"><!ENTITY c "&a;&a;&a;">]><feed><entry><title>&c;</title></entry></feed>`,
    ],
    ['deep nesting', `<feed><entry>${'<a>'.repeat(50_000)}</entry></feed>`],
    [
      'an outside entity',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><feed><entry><title>&a;</title></entry></feed>',
    ],
  ])('refuses %s', (_, text) => {
    const { drafts, problems } = parseAtom(text, options);
    expect(drafts).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('says that a DOCTYPE is refused, and where it stands', () => {
    const text = feed.replace(
      /(<\?xml[^>]*>)?\s*<feed/,
      '<?xml version="1.0"?>\n<!-- made -->\n<!DOCTYPE feed [<!ENTITY a "b">]>\n<feed',
    );
    const { drafts, problems } = parseAtom(text, options);
    expect(drafts).toEqual([]);
    expect(problems).toMatchObject([{ line: 3, expected: expect.stringContaining('without DOCTYPE') }]);
    const told = feed.replace('</summary>', ' &lt;!DOCTYPE&gt;</summary>');
    expect(parseAtom(told, options).drafts).toHaveLength(parseAtom(feed, options).drafts.length);
  });
});
