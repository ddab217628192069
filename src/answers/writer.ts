/** The port to a language model that may put an answer into words; optional, implemented in `language-model`. */

/** What may be written from: a paper's title and abstract, on one line each. */
export type NumberedPassage = {
  /** From 1, in the order given. */
  readonly number: number;
  readonly title: string;
  readonly text: string;
};

export type WritingTask = {
  /** As it was asked. */
  readonly question: string;
  /** How it was understood, line by line. */
  readonly understood: readonly string[];
  readonly passages: readonly NumberedPassage[];
};

export type Writer = {
  /** The model's name, told to readers. */
  readonly name: string;
  /** Bytes (UTF-8) of passages, with their numbers, that one task may hold. */
  readonly capacity: number;
  /** False where a task would not be taken now, since the model has just failed. */
  isReady(): boolean;
  /**
   * Text with the passages' numbers in brackets, unchecked; undefined where none was to be had, whatever went wrong.
   * Never rejects, but where the signal aborts.
   */
  write(task: WritingTask, options: { readonly signal?: AbortSignal }): Promise<string | undefined>;
  /** For the log: how many of the sentences written could be shown. */
  checked(result: { readonly written: number; readonly kept: number; readonly isShown: boolean }): void;
};
