import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeDrafts } from '../../src/library/merge.ts';
import { author, draft, draftArbitrary } from './paper-draft.ts';

describe('mergeDrafts', () => {
  it('takes each field from the record that knows more', () => {
    const cut = draft({
      authors: [author('Ada', 'Okafor'), author('J.', 'Müller')],
      authorsComplete: false,
      abstract: 'Short.',
      date: '2021',
      categories: ['cs.CV'],
      hasCode: true,
    });
    const whole = draft({
      authors: [author('Ada', 'Okafor'), author('Jörg', 'Müller'), author('Lin', 'Wei')],
      abstract: 'A longer abstract.',
      date: '2021-05-04',
      categories: ['eess.IV', 'cs.CV'],
      doi: '10.1/x',
      sources: [{ kind: 'ris', name: 'b.ris' }],
    });

    const merged = mergeDrafts(cut, whole);

    expect(merged).toMatchObject({
      authors: whole.authors,
      authorsComplete: true,
      abstract: 'A longer abstract.',
      date: '2021-05-04',
      categories: ['cs.CV', 'eess.IV'],
      hasCode: true,
      doi: '10.1/x',
    });
    expect(merged.sources).toHaveLength(2);
  });

  it('keeps what one source says beside a version that another tells without it', () => {
    const told = { number: 2, date: '2021-06-01' };
    const fed = draft({ versions: [told] });
    const harvested = draft({
      versions: [{ ...told, comment: 'Withdrawn: Lemma 2 is wrong' }],
      status: 'withdrawn',
    });
    const merged = mergeDrafts(fed, harvested);
    expect(merged).toMatchObject({ status: 'withdrawn', versions: harvested.versions });
    expect(mergeDrafts(merged, fed)).toEqual(merged);
  });

  it('prefers full names to initials, and a longer cut list to a shorter whole one', () => {
    const initials = draft({ authors: [author('A.', 'Okafor')] });
    const full = draft({ authors: [author('Ada', 'Okafor')] });
    const cut = draft({ authors: [author('A.', 'Okafor'), author('L.', 'Wei')], authorsComplete: false });

    expect(mergeDrafts(initials, full).authors).toEqual(full.authors);
    expect(mergeDrafts(full, initials).authors).toEqual(full.authors);
    expect(mergeDrafts(full, cut)).toMatchObject({ authors: cut.authors, authorsComplete: false });
  });

  it('lets a later version of the paper replace title and abstract, and an earlier one not', () => {
    const first = draft({
      title: 'Old',
      abstract: 'A long first abstract.',
      versions: [{ number: 1, date: '2021' }],
    });
    const second = draft({ title: 'New', abstract: 'Shorter.', versions: [{ number: 2, date: '2022' }] });

    const versions = [
      { number: 1, date: '2021' },
      { number: 2, date: '2022' },
    ];
    expect(mergeDrafts(first, second)).toMatchObject({ title: 'New', abstract: 'Shorter.', versions });
    expect(mergeDrafts(second, first)).toMatchObject({ title: 'New', abstract: 'Shorter.', versions });
  });

  it('changes nothing when a record comes again', () => {
    fc.assert(
      fc.property(draftArbitrary, fc.array(draftArbitrary, { maxLength: 4 }), (first, others) => {
        const all = [first, ...others];
        const merged = all.reduce(mergeDrafts);
        expect(all.reduce(mergeDrafts, merged)).toEqual(merged);
      }),
    );
  });

  it('loses no field, whatever the order of the sources', () => {
    fc.assert(
      fc.property(draftArbitrary, draftArbitrary, (a, b) => {
        for (const merged of [mergeDrafts(a, b), mergeDrafts(b, a)]) {
          expect(new Set(Object.keys(merged))).toEqual(new Set([...Object.keys(a), ...Object.keys(b)]));
          expect(new Set(merged.categories)).toEqual(new Set([...a.categories, ...b.categories]));
          expect(merged.hasCode).toBe(a.hasCode || b.hasCode);
          expect(merged.authors.length).toBe(Math.max(a.authors.length, b.authors.length));
          expect(merged.date.length).toBe(Math.max(a.date.length, b.date.length));
          expect(merged.abstract === '').toBe(a.abstract === '' && b.abstract === '');
        }
      }),
    );
  });
});
