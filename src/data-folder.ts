import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from './errors.ts';
import { parseAuthorName } from './ingestion/author-name.ts';
import { createLibrary } from './library/create-library.ts';
import { identityKeys } from './library/identity.ts';
import type { Library } from './library/library.ts';
import type { PaperStore } from './library/paper-store.ts';
import { Paper } from './paper.ts';
import { shippedDataPath } from './shipped-data.ts';
import { openStore, type Store } from './store/open-store.ts';

/** DATA_DIR: the lab's own state, made on first use, and the library that lives in it. */

const DATABASE = 'labrarian.sqlite';
/** The claim under which a database's library was started, once. */
const START = 'library-started';

export type OpenLibraryOptions = {
  readonly dataDir: string;
  /** What a new library starts from: the shipped papers, or nothing. Without effect on one that exists. */
  readonly startFrom: 'shipped' | 'nothing';
  readonly now: Date;
};

export type OpenedLibrary = {
  readonly library: Library;
  readonly store: Store;
  /** True where this call started it. */
  readonly isNew: boolean;
  close(): Promise<void>;
};

function makeFolder(dataDir: string): void {
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

/** In one transaction with its claim, so that of two first starts one fills the library, and a killed one leaves it to the next. */
async function startLibrary(store: PaperStore, startFrom: 'shipped' | 'nothing'): Promise<boolean> {
  const shipped = startFrom === 'shipped' ? await readShippedPapers() : [];
  return store.transaction(async (papers) => {
    const isFirst = await papers.claim(START);
    if (isFirst) {
      await papers.put(
        shipped.map((paper) => ({
          ingested: paper,
          corrections: {},
          keys: identityKeys(paper),
          date: paper.date,
        })),
      );
    }
    return isFirst;
  });
}

/** True where DATA_DIR holds a library already. */
export function hasLibrary(dataDir: string): boolean {
  return existsSync(join(dataDir, DATABASE));
}

/** Opens the lab's library, starting it where there is none. Throws UserError; see {@link openStore}. */
export async function openLibrary({ dataDir, startFrom, now }: OpenLibraryOptions): Promise<OpenedLibrary> {
  makeFolder(dataDir);
  const store = await openStore({ file: join(dataDir, DATABASE), now });
  try {
    const isNew = await startLibrary(store.papers, startFrom);
    const library = createLibrary({ store: store.papers, parseAuthorName });
    return { library, store, isNew, close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}
