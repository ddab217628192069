import { z } from 'zod';

/**
 * The shared noun of the whole program: a paper as the library holds it.
 * Everything that enters (a listing, a bibliography, a row of the store) is parsed by these
 * schemas into these types; inside, the types are trusted.
 */

/** A citation key such as `doe2021plants`, given once when the paper enters and never changed. */
export const PaperId = z
  .string()
  .regex(/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/)
  .max(100)
  .brand<'PaperId'>();
export type PaperId = z.infer<typeof PaperId>;

/** ISO 8601 date, possibly of reduced precision: `2023`, `2023-07` or `2023-07-13`. Sorts as a string. */
export const PaperDate = z.union([
  z.iso.date(),
  z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/),
  z.string().regex(/^\d{4}$/),
]);
export type PaperDate = z.infer<typeof PaperDate>;

/** `given` is empty for single names and collaborations; `family` holds particles (`du Bois Martin`). */
export const Author = z.object({
  name: z.string().min(1).max(300),
  given: z.string().max(200),
  family: z.string().min(1).max(300),
});
export type Author = z.infer<typeof Author>;

/** An arXiv category code such as `cs.LG` or `hep-th`; names are in `data/arxiv-categories.json`. */
export const CategoryCode = z.string().regex(/^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]+)?$/);
export type CategoryCode = z.infer<typeof CategoryCode>;

/** The library is what the lab chose, the stream what sources brought. */
export const Shelf = z.enum(['library', 'stream']);
export type Shelf = z.infer<typeof Shelf>;

/** Where a record was read: the file's base name and the line of its first character (1-based); `arxiv`: asked of arXiv itself. */
export const PaperSource = z.object({
  kind: z.enum(['listing', 'bibtex', 'ris', 'csl-json', 'atom', 'arxiv']),
  name: z.string().max(300),
  line: z.int().min(1).optional(),
});
export type PaperSource = z.infer<typeof PaperSource>;

export const Version = z.object({
  number: z.int().min(1),
  date: PaperDate,
  comment: z.string().max(2000).optional(),
});
export type Version = z.infer<typeof Version>;

export const Paper = z.object({
  id: PaperId,
  /** Readable plain text, no LaTeX. */
  title: z.string().min(1).max(2000),
  /** The title as received. */
  rawTitle: z.string().min(1).max(4000),
  authors: z.array(Author).min(1).max(5000),
  /** False where the source cut the list (`et al.`): then nobody may be told that the last one listed is the last. */
  authorsComplete: z.boolean(),
  /** Readable plain text, no LaTeX; empty where the source has none. */
  abstract: z.string().max(50_000),
  /** The abstract as received. */
  rawAbstract: z.string().max(50_000),
  date: PaperDate,
  /** arXiv categories, primary first; empty for papers from elsewhere. */
  categories: z.array(CategoryCode).max(50),
  /** The source flags code, or an address of code is known. */
  hasCode: z.boolean(),
  codeUrl: z.url({ protocol: /^https?$/ }).optional(),
  organisation: z.string().max(300).optional(),
  /** Base id without version: `2101.00001`, `math/0309136`. */
  arxivId: z.string().max(40).optional(),
  /** Lower case, without resolver: `10.1000/182`. */
  doi: z.string().max(300).optional(),
  /** The paper's own page, where it is neither arXiv's nor the DOI's. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** Journal, proceedings or other container. */
  venue: z.string().max(1000).optional(),
  sources: z.array(PaperSource).min(1).max(100),
  versions: z.array(Version).max(200).optional(),
  status: z.enum(['published', 'withdrawn']).optional(),
  /** What the authors say beside the abstract: `Accepted at ...`. */
  comment: z.string().max(2000).optional(),
  shelf: Shelf,
});
export type Paper = z.infer<typeof Paper>;

/** What a source yields before the library has given the paper an id and a shelf. */
export const PaperDraft = Paper.omit({ id: true, shelf: true });
export type PaperDraft = z.infer<typeof PaperDraft>;
