import type { ConversationId } from './conversation.ts';
import type { Reply } from './reply/reply.ts';

/** What core and platforms say to each other. */

/** Who asks; `id` is the platform's, prefixed by the adapter's name (and the workspace, where ids are not unique without). */
export type Actor = {
  readonly id: string;
  readonly name: string;
  /**
   * May change what everybody in this conversation gets: manages the server or workspace, or is alone with the bot. Adapters that
   * have to ask the platform do so only for commands whose definition says `needsRights`; for others it may be false.
   */
  readonly mayManage: boolean;
};

export type CommandRequest = {
  /** A command's name, or `ask` for a plain question. */
  readonly command: string;
  /** Option name to text as typed or chosen; validated by dispatch. */
  readonly args: Readonly<Record<string, string>>;
  /** 1-based page of a paginated reply. */
  readonly page?: number;
  readonly actor: Actor;
  readonly conversation: ConversationId;
  /** What is followed here is told there: the channel, where the conversation is a thread that an answer began. Absent: here. */
  readonly room?: ConversationId;
  /** Nobody but the actor reads this conversation. */
  readonly isDirect: boolean;
  /** BCP 47. */
  readonly locale: string;
};

export type DispatchOptions = {
  readonly signal?: AbortSignal;
  /** Called with a short sentence while long work goes on. */
  readonly onProgress?: (message: string) => void;
};

/** Never rejects: whatever goes wrong becomes a reply that says what to do. */
export type Dispatch = (request: CommandRequest, options?: DispatchOptions) => Promise<Reply>;

export type Suggestion = {
  /** What is shown. */
  readonly label: string;
  /** What is sent when chosen: an id where there is one. */
  readonly value: string;
};

/** Completion of one option of one command while typing. */
export type Suggest = (request: {
  readonly command: string;
  readonly option: string;
  readonly text: string;
  readonly limit: number;
  /** Who types, and where what is followed is told: without them nothing of their own is offered. */
  readonly actorId?: string;
  readonly room?: ConversationId;
}) => Promise<readonly Suggestion[]>;

/** Something that a platform delivered and may deliver again. */
export type InboxEvent = {
  /** The platform's own id of the delivery, prefixed by the adapter's name. */
  readonly id: string;
  readonly adapter: string;
  /** What is needed to handle it after a crash, as JSON; absent where a late answer is of no use to anybody. */
  readonly payload?: string;
};

export type UnfinishedEvent = InboxEvent & { readonly payload: string; readonly receivedAt: Date };

/**
 * What was delivered, so that each event is handled once, whatever the platform repeats, and none that was acknowledged is
 * lost in a crash: `claim`, acknowledge, handle, `done`.
 */
export type Inbox = {
  /** Keeps the event on disk. False where it is known already: then it is not to be handled. */
  claim(event: InboxEvent): Promise<boolean>;
  /** Forgets the payload; the id is remembered for as long as a platform repeats. */
  done(id: string): Promise<void>;
  /** Claimed with a payload and not done, oldest first: what a crash interrupted. */
  unfinished(adapter: string): Promise<readonly UnfinishedEvent[]>;
};

/** What became of one message that the bot posted by itself. */
export type PostResult =
  /** It stands there. `messageRef` is opaque outside the adapter. */
  | { readonly outcome: 'sent'; readonly messageRef: string }
  /** Nothing was posted; it may be tried again, not before `retryAfterMs`. */
  | { readonly outcome: 'retry'; readonly reason: string; readonly retryAfterMs?: number }
  /** The platform will never take this message, however often. */
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** The conversation takes nothing from the bot any more: no access, archived, deleted, the bot was removed. */
  | { readonly outcome: 'gone'; readonly reason: string }
  /**
   * It may stand there or not. With `retryAfterMs`: posting with the same key and `firstTriedAt` after that time finds out. Without:
   * the platform does not tell, and a person has to look.
   */
  | { readonly outcome: 'unknown'; readonly reason: string; readonly retryAfterMs?: number };

export type PostRequest = {
  readonly target: ConversationId;
  readonly reply: Reply;
  /** Of this post for ever, in every attempt: 1 to 25 characters of [a-z0-9-]. */
  readonly key: string;
  /**
   * The first attempt at this key was made then; absent in the first attempt. With it nothing is posted twice: what may stand there
   * already is looked for first.
   */
  readonly firstTriedAt?: Date;
  /** Posts into the thread of that message, which is made where there is none. */
  readonly inThreadOf?: string;
  readonly signal?: AbortSignal;
};

export type ReadBack =
  | { readonly found: 'yes'; readonly messageRef: string }
  | { readonly found: 'no' }
  /** History cannot be read: a missing permission, an outage. */
  | { readonly found: 'unreadable'; readonly reason: string };

export type PostingRight =
  | { readonly canPost: true }
  /** `remedy` is a sentence for whoever asked: how to invite the bot. */
  | { readonly canPost: false; readonly remedy: string };

/** How a platform is written to without being asked. Nothing here rejects. */
export type Poster = {
  /** Whether a key that is posted again within minutes makes no second message; further back {@link Poster.readBack} tells. */
  readonly isIdempotent: boolean;
  post(request: PostRequest): Promise<PostResult>;
  /** Looks for the message of a key among what was posted since then, in the thread of a message where given. */
  readBack(target: ConversationId, key: string, since: Date, inThreadOf?: string): Promise<ReadBack>;
  /** The direct conversation with a person; undefined where they take none. */
  openDirect(actorId: string): Promise<ConversationId | undefined>;
  canPost(target: ConversationId): Promise<PostingRight>;
};

/** Told that the bot was removed for good from wherever the conversations begin with this: never on an outage. */
export type OnGone = (conversationPrefix: string) => void;

/**
 * Told with each connection of all places where the bot is, as prefixes of their conversations: it was removed from every other one
 * while it did not run. Places with an outage are among them.
 */
export type OnPresent = (conversationPrefixes: readonly string[]) => void;

/** How a running adapter's connection came to its end. */
export type AdapterEnd = {
  /** For the log and for `doctor`, in words; holds no secret. */
  readonly reason: string;
  /** True where starting again cannot help: a revoked token, an intent that is not allowed. */
  readonly isFinal: boolean;
};

/** Why an adapter could not start; `isFinal` as in {@link AdapterEnd}. */
export class AdapterStartError extends Error {
  readonly isFinal: boolean;

  constructor(message: string, { isFinal, cause }: { isFinal: boolean; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AdapterStartError';
    this.isFinal = isFinal;
  }
}

/** One connection to a platform; one that has ended is not started again, another is made. */
export type Adapter = {
  readonly name: string;
  /** Absent: it cannot post by itself. Of use once {@link Adapter.start} has resolved. */
  readonly poster?: Poster;
  /** Resolves when it takes requests. Rejects with {@link AdapterStartError}. */
  start(): Promise<void>;
  /** Takes nothing new; resolves when nothing is in flight any more. */
  stop(): Promise<void>;
  /** Resolves when the connection has died for good, or after {@link Adapter.stop}; never rejects. */
  readonly ended: Promise<AdapterEnd>;
};
