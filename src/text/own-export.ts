/** What our own exports say of themselves, so that reading one again gives the same papers. */

/** The catalogue that a record is from: of ours, titles and abstracts are plain text, whatever TeX they look like. */
export const EXPORT_SOURCE = 'Labrarian';

const CUT_AUTHORS = 'Author list as shown by the source: the first';

/** Says that a source cut its list of authors, for formats that have no sign for it. */
export function cutAuthorsNote(listed: number): string {
  return `${CUT_AUTHORS} ${listed === 1 ? 'name' : `${listed} names`} only`;
}

export function saysAuthorsAreCut(note: string): boolean {
  return note.includes(CUT_AUTHORS);
}
