import type { Dispatch, Poster, Suggest } from './adapter.ts';
import { type Announcing, createAnnouncing, followedAnywhere } from './announcing.ts';
import { createProcessConversations } from './answers/conversation/conversation-store.ts';
import { createAnswer } from './answers/create-answer.ts';
import { createExplain, type Explain } from './answers/explain.ts';
import { type ArxivSource, openArxiv } from './arxiv-source.ts';
import { createDispatch } from './commands/dispatch.ts';
import { createLibrarySync } from './commands/library-sync.ts';
import { createNoteShown, type NoteShown } from './commands/note-shown.ts';
import { createSuggest } from './commands/suggest.ts';
import type { Config } from './config.ts';
import { dropFolder, openLibrary } from './data-folder.ts';
import { createEngine } from './engine/create-engine.ts';
import { createInboxJob } from './ingestion/inbox/inbox-job.ts';
import type { InboxOutcome } from './ingestion/inbox/outcome.ts';
import { createWriter } from './language-model/create-writer.ts';
import type { Logger } from './logger.ts';
import { openMeaning } from './meaning.ts';
import { systemClock } from './schedule/clock.ts';
import type { Job } from './schedule/run-jobs.ts';

/** All parts that answer, joined: what every adapter and the command line talk to. */
export type Bot = {
  readonly dispatch: Dispatch;
  readonly suggest: Suggest;
  /** What somebody was shown without asking. */
  readonly noteShown: NoteShown;
  /** How a question is understood, and where each part of it came from. */
  readonly explain: Explain;
  /** Number of papers in the library, as of the last answer. */
  readonly size: () => number;
  /** Absent where arXiv is not to be asked. */
  readonly arxiv: ArxivSource | undefined;
  /** Takes what is dropped into the inbox; `onNews` is called when papers have come, `tell` with what became of each file. */
  readonly inboxJob: (onNews: () => void, tell?: (outcome: InboxOutcome) => void) => Job;
  /** Absent where nothing is posted: on the command line. */
  readonly announcing: Announcing | undefined;
  /** What is to be told of a library that was just started. */
  readonly notice: string | undefined;
  /** Resolves when papers are found by meaning too, or cannot be. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type BotParts = {
  readonly config: Config;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Whether conversations go on after a restart. Default: no. */
  readonly keepsConversations?: boolean;
  /** True while another process on the same library asks the sources. Default: never. */
  readonly isAskedElsewhere?: () => boolean;
  /** Of an adapter that is connected now. Absent: nothing is posted, and nothing can be followed. */
  readonly posterOf?: (adapter: string) => Poster | undefined;
};

/**
 * Data folder, library, engine, answers, commands. The papers are read before this resolves.
 *
 * @throws UserError where the data folder or its database cannot be used
 */
export async function openBot({
  config,
  logger,
  now,
  keepsConversations = false,
  isAskedElsewhere = () => false,
  posterOf,
}: BotParts): Promise<Bot> {
  const opened = await openLibrary({ dataDir: config.dataDir, startFrom: 'shipped', now: now() });
  const meaning = openMeaning({ isWanted: config.meaning, logger });
  try {
    const engine = createEngine({ embedder: meaning.embedder });
    const keeper = meaning.keepVectors(engine, opened.vectors);
    const level = createLibrarySync(opened.library, engine);
    const sync = async () => {
      await level.sync();
      keeper?.wake();
    };
    const openStream = async () => {
      await level.withStream();
      keeper?.wake();
    };
    await sync();
    // Whoever asks for new papers should not wait for them to be read first.
    if (keepsConversations)
      void openStream().catch((err: unknown) => logger.warn({ err }, 'The stream could not be read'));
    const { languageModel } = config;
    const { tokens } = opened;
    const writer = languageModel && createWriter({ config: languageModel, tokens, logger, now });
    const answer = createAnswer({ engine, now, writer });
    const { library, sources: log } = opened;
    const arxiv =
      config.arxiv &&
      openArxiv({
        config: config.arxiv,
        library,
        log,
        logger,
        isAskedElsewhere,
        followed: () => followedAnywhere(opened.announcements),
      });
    const announcing =
      posterOf &&
      createAnnouncing({
        config,
        store: opened.announcements,
        library,
        engine,
        sync,
        arxiv,
        posterOf,
        clock: systemClock,
        logger,
      });
    const conversations = keepsConversations ? opened.conversations : createProcessConversations();
    return {
      dispatch: createDispatch({
        engine,
        answer,
        sync,
        openStream,
        held: async (id) => engine.get(id) ?? opened.library.get(id),
        logger,
        now,
        conversations,
        shelves: { library, fetcher: arxiv?.fetcher },
        followRights: config.followRights,
        timeZone: config.timeZone,
        digestHeadlines: config.digestHeadlines,
        announcements: announcing?.announcements,
      }),
      noteShown: createNoteShown({ conversations, logger, now }),
      suggest: createSuggest(engine, sync, announcing?.announcements),
      explain: createExplain({ engine, now }),
      size: () => engine.size('library'),
      arxiv,
      inboxJob: (onNews, tell) =>
        createInboxJob({
          folder: dropFolder(config.dataDir),
          library,
          clock: systemClock,
          log: logger,
          onNews,
          ...(tell !== undefined && { tell }),
          isTakenElsewhere: isAskedElsewhere,
        }),
      announcing,
      notice: opened.notice,
      settled: async () => keeper?.settled(),
      async close() {
        level.stop();
        await meaning.close();
        await opened.close();
      },
    };
  } catch (error) {
    await meaning.close();
    await opened.close();
    throw error;
  }
}
