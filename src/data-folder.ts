import { existsSync, linkSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { AnnouncementStore } from './announcements/announcement-store.ts';
import type { ConversationStore } from './answers/conversation/conversation-store.ts';
import type { VectorStore } from './engine/embedder.ts';
import { UserError } from './errors.ts';
import { parseAuthorName } from './ingestion/author-name.ts';
import type { TokenLedger } from './language-model/token-ledger.ts';
import { createLibrary } from './library/create-library.ts';
import { identityKeys, identityOf } from './library/identity.ts';
import type { Library } from './library/library.ts';
import type { LibraryStart } from './library/paper-store.ts';
import type { SourceLog } from './library/source-log.ts';
import { Paper } from './paper.ts';
import { shippedDataPath } from './shipped-data.ts';
import { openStore, type Store } from './store/open-store.ts';

/** DATA_DIR: the lab's own state, made on first use, and the library that lives in it. */

const DATABASE = 'labrarian.sqlite';
/** What platforms have delivered, held by the one bot that runs on the library. */
const INBOX = 'platform-inbox.sqlite';

export type OpenLibraryOptions = {
  readonly dataDir: string;
  /** What a new library starts from: the shipped papers, or nothing. Without effect on one that exists. */
  readonly startFrom: LibraryStart;
  readonly now: Date;
};

export type OpenedLibrary = {
  readonly library: Library;
  readonly vectors: VectorStore;
  readonly tokens: TokenLedger;
  readonly conversations: ConversationStore;
  readonly sources: SourceLog;
  readonly announcements: AnnouncementStore;
  /** True where this call started it. */
  readonly isNew: boolean;
  /** What people are told where this call filled it with the shipped papers: they may have meant another folder. */
  readonly notice: string | undefined;
  /** Writes a whole copy, while others may write to the library. Throws UserError where the file exists or cannot be written. */
  copyTo(path: string): void;
  close(): Promise<void>;
};

export function databaseFile(dataDir: string): string {
  return join(dataDir, DATABASE);
}

export function inboxFile(dataDir: string): string {
  return join(dataDir, INBOX);
}

/** Where people drop files with papers. */
export function dropFolder(dataDir: string): string {
  return join(dataDir, 'inbox');
}

/** True where the folder holds a library already. */
export function hasLibrary(dataDir: string): boolean {
  return existsSync(databaseFile(dataDir));
}

/** Throws UserError where the folder cannot be used. */
export function makeDataFolder(dataDir: string): void {
  try {
    // The lab's own business: nobody else on the machine needs to read it.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UserError(
      `The folder ${dataDir} (DATA_DIR) cannot be made or used: check its path and permissions.`,
      {
        code: 'store-unwritable',
        cause: error,
      },
    );
  }
}

async function readShippedPapers(): Promise<readonly Paper[]> {
  return z.array(Paper).parse(JSON.parse(await readFile(shippedDataPath('papers.json'), 'utf8')));
}

/** As people wrote it: relative to where they are, where it lies below. */
export function shownFolder(dataDir: string): string {
  const path = relative(process.cwd(), dataDir);
  return path === '' || path.startsWith('..') ? dataDir : path;
}

/**
 * Makes a whole database. It is filled in memory and copied: SQLite must never have had the file open under a name that is
 * not its last, since names of the write-ahead log and its index are made from it.
 */
async function makeDatabase(file: string, { startFrom, now }: OpenLibraryOptions): Promise<void> {
  const shipped = startFrom === 'shipped' ? await readShippedPapers() : [];
  const store = await openStore({ file: ':memory:', now });
  try {
    const rows = shipped.map((paper) => ({
      ingested: paper,
      corrections: {},
      identity: identityOf(paper),
      edits: [],
      isRemoved: false,
      keys: identityKeys(identityOf(paper)),
      date: paper.date,
    }));
    await store.papers.transaction((papers) => papers.start(startFrom, rows, now));
    store.copyTo(file);
  } finally {
    await store.close();
  }
}

/** False where another process has put its database there first. */
function putInPlace(made: string, file: string): boolean {
  try {
    linkSync(made, file);
    return true;
  } catch (error) {
    if (existsSync(file)) return false;
    // Some file systems know no links.
    if (error instanceof Error) renameSync(made, file);
    return true;
  }
}

/** The lab's library lies where the link points, on a disk that is not there now: a new one must not take its place. */
function leadsNowhere(file: string): UserError {
  return new UserError(`The database ${file} is a link to what is not there: is a disk not mounted?`, {
    code: 'store-unwritable',
  });
}

/**
 * Makes the database aside, its start in it, and puts it in place whole: so a database that exists has been started, is
 * never filled with the shipped papers again, and a killed start leaves none. Returns whether this call put it there.
 */
async function startLibrary(file: string, options: OpenLibraryOptions): Promise<boolean> {
  if (existsSync(file)) return false;
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw leadsNowhere(file);
  const aside = `${file}.new-${process.pid}`;
  rmSync(aside, { force: true });
  try {
    await makeDatabase(aside, options);
    return putInPlace(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Under another name until it is whole. */
function copyWhole(store: Store, path: string): void {
  if (existsSync(path)) throw new UserError(`${path} exists already: nothing was written.`);
  const aside = `${path}.new-${process.pid}`;
  rmSync(aside, { force: true });
  try {
    store.copyTo(aside);
    putInPlace(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

function startNotice(dataDir: string, papers: number): string {
  return `A new library was started in ${shownFolder(dataDir)} from the ${papers} papers that come with Labrarian.`;
}

/** Opens the lab's library, starting it where there is none. Throws UserError; see {@link openStore}. */
export async function openLibrary(options: OpenLibraryOptions): Promise<OpenedLibrary> {
  const { dataDir, startFrom, now } = options;
  makeDataFolder(dataDir);
  const file = databaseFile(dataDir);
  const isNew = await startLibrary(file, options);
  const store = await openStore({ file, now });
  const library = createLibrary({ store: store.papers, parseAuthorName });
  try {
    const isShipped = isNew && startFrom === 'shipped';
    const notice = isShipped ? startNotice(dataDir, (await library.startingPapers()).length) : undefined;
    return {
      library,
      vectors: store.vectors,
      tokens: store.tokens,
      conversations: store.conversations,
      sources: store.sources,
      announcements: store.announcements,
      isNew,
      notice,
      copyTo: (path) => copyWhole(store, path),
      close: () => store.close(),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
