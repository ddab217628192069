import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import type { Interface } from 'node:readline/promises';
import type { Reply } from '../../src/reply/reply.ts';
import { type Choices, choicesOf } from './choices.ts';

/**
 * What stands on the screen last, for numbers to choose from, and posts that come in between. A post appears above the line that
 * is being typed, which stays; while an answer is awaited it appears above that. Numbers of a line that was begun before a post
 * mean what they meant when it was begun. In a pipe nobody sees a post before typing, so numbers never mean one there.
 */
export type Screen = {
  /** What the line that was just sent chooses from. */
  choices(): Choices;
  /** A line was sent: until {@link Screen.settled} there is no prompt, and nothing is typed. */
  busy(): void;
  /** Shows the answer, where there is one: numbers choose from it, since it is what was asked for. */
  settled(answer?: Reply): void;
  /** Resolves with true when the post stands there, with false when the chat is over. */
  post(reply: Reply): Promise<boolean>;
  end(): void;
};

export type ScreenParts = {
  readonly output: NodeJS.WriteStream;
  /** Undefined in a pipe. */
  readonly input: NodeJS.ReadStream | undefined;
  readonly reader: () => Interface | undefined;
  readonly write: (reply: Reply) => void;
};

const NOTHING: Choices = { byNumber: new Map(), byLabel: new Map() };

export function createScreen({ output, input, reader, write }: ScreenParts): Screen {
  let last = NOTHING;
  /** What the line that is being typed was begun with, where something else has appeared since. */
  let begun: Choices | undefined;
  let isBusy = false;
  let isOver = false;

  input?.on('keypress', () => {
    // Who takes the whole line back begins anew, with what is there now.
    if (reader()?.line === '') begun = undefined;
  });

  /** The rows of prompt and typed line go, and come back below. */
  function aboveThePrompt(lines: Interface & { prevRows?: number }, show: () => void): void {
    moveCursor(output, 0, -lines.getCursorPos().rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    try {
      show();
    } finally {
      // Readline would go up as many rows as the line had, over what was just written.
      lines.prevRows = 0;
      lines.prompt(true);
    }
  }

  function show(reply: Reply): void {
    const lines = reader();
    if (input === undefined || lines === undefined) {
      write(reply);
      return;
    }
    if (isBusy) {
      // An answer may wait for this very post, as a sample does: the post cannot wait for it. It takes the line of the progress.
      cursorTo(output, 0);
      clearScreenDown(output);
      write(reply);
    } else {
      aboveThePrompt(lines, () => write(reply));
      if (lines.line !== '') begun ??= last;
    }
    const choices = choicesOf(reply);
    // What only tells something takes no numbers away.
    if (choices.byNumber.size > 0) last = choices;
  }

  return {
    choices: () => begun ?? last,
    busy() {
      isBusy = true;
    },
    settled(answer) {
      isBusy = false;
      begun = undefined;
      if (answer === undefined) return;
      write(answer);
      // Whoever has mistyped still sees what stood there before.
      if (answer.kind !== 'error' || answer.actions.length > 0) last = choicesOf(answer);
    },
    async post(reply) {
      if (isOver) return false;
      show(reply);
      return true;
    },
    end() {
      isOver = true;
    },
  };
}
