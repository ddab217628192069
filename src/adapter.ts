import type { ConversationId } from './conversation.ts';
import type { Reply } from './reply/reply.ts';

/** What core and platforms say to each other. */

/** Who asks; `id` is the platform's, prefixed by the adapter's name (and the workspace, where ids are not unique without). */
export type Actor = { readonly id: string; readonly name: string };

export type CommandRequest = {
  /** A command's name, or `ask` for a plain question. */
  readonly command: string;
  /** Option name to text as typed or chosen; validated by dispatch. */
  readonly args: Readonly<Record<string, string>>;
  /** 1-based page of a paginated reply. */
  readonly page?: number;
  readonly actor: Actor;
  readonly conversation: ConversationId;
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
  /** Resolves when it takes requests. Rejects with {@link AdapterStartError}. */
  start(): Promise<void>;
  /** Takes nothing new; resolves when nothing is in flight any more. */
  stop(): Promise<void>;
  /** Resolves when the connection has died for good, or after {@link Adapter.stop}; never rejects. */
  readonly ended: Promise<AdapterEnd>;
};
