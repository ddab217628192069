import type { Kysely } from 'kysely';
import { createPapers } from './migrations/0001-papers.ts';
import { createLibraryStart } from './migrations/0002-library-start.ts';
import { createPaperMemory } from './migrations/0003-paper-memory.ts';
import { createVectors } from './migrations/0004-vectors.ts';
import { createConversations } from './migrations/0005-conversations.ts';
import { createSources } from './migrations/0006-sources.ts';
import { createAnnouncements } from './migrations/0007-announcements.ts';
import { createPaperDetails } from './migrations/0008-paper-details.ts';
import { tellVersionsApart } from './migrations/0009-versions.ts';

export type Migration = {
  readonly name: string;
  readonly up: (db: Kysely<unknown>) => Promise<void>;
};

/** In order; a migration's number is its place, from 1. Never change one that was released: add another. */
export const MIGRATIONS: readonly Migration[] = [
  { name: 'papers', up: createPapers },
  { name: 'library-start', up: createLibraryStart },
  { name: 'paper-memory', up: createPaperMemory },
  { name: 'vectors', up: createVectors },
  { name: 'conversations', up: createConversations },
  { name: 'sources', up: createSources },
  { name: 'announcements', up: createAnnouncements },
  { name: 'paper-details', up: createPaperDetails },
  { name: 'versions', up: tellVersionsApart },
];
