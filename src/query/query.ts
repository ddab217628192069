import { z } from 'zod';
import { CategoryCode, PaperDate, Shelf } from '../paper.ts';

/**
 * One type for search filters, chat arguments and follow rules.
 * All given conditions must hold; an empty query means every paper of the shelf.
 */
export const Query = z.object({
  /** Words to rank by; empty where only filters are asked. */
  text: z.string().max(2000),
  /** Words that must not occur in title or abstract. */
  without: z.array(z.string().min(1).max(200)).max(50),
  /** Phrases each of which must stand in title or abstract. */
  topics: z.array(z.string().min(1).max(200)).max(20).default([]),
  /** Author names as typed; a paper must match each. */
  authors: z.array(z.string().min(1).max(200)).max(20),
  /** A paper must be in one of them (any position, not only primary). */
  categories: z.array(CategoryCode).max(50),
  /** Inclusive; reduced precision covers the whole month or year. */
  from: PaperDate.optional(),
  /** Inclusive; reduced precision covers the whole month or year. */
  to: PaperDate.optional(),
  hasCode: z.boolean().optional(),
  /** Part of the organisation's name, folded. */
  organisation: z.string().min(1).max(200).optional(),
  shelf: Shelf,
});
export type Query = z.infer<typeof Query>;

/** Every paper of the library. */
export const EMPTY_QUERY: Query = {
  text: '',
  without: [],
  topics: [],
  authors: [],
  categories: [],
  shelf: 'library',
};
