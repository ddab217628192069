import type { ConversationId } from './conversation.ts';
import type { Reply } from './reply/reply.ts';

/** What core and platforms say to each other. */

/** Who asks; `id` is the platform's, prefixed by the adapter's name. */
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

/** A platform. `start` resolves when it takes requests, `stop` when nothing is in flight any more. */
export type Adapter = {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
};
