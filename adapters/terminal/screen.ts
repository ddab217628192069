import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import type { Interface } from 'node:readline/promises';
import type { Reply } from '../../src/reply/reply.ts';
import { type Choices, choicesOf } from './choices.ts';

/**
 * What stands on the screen last, for numbers to choose from, and posts that come in between. A post appears above the line that
 * is being typed, which stays; while an answer is awaited it waits for that. Numbers of a line that was begun before a post
 * mean what they meant when it was begun. In a pipe nobody sees a post before typing, so numbers never mean one there.
 */
export type Screen = {
  /** What the line that was just sent chooses from. */
  choices(): Choices;
  /** A line was sent: until {@link Screen.settled} the screen belongs to its answer. */
  busy(): void;
  /** Shows the answer, where there is one, below what was posted meanwhile: it is what was asked for. */
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

type Waiting = {
  readonly reply: Reply;
  readonly resolve: (isShown: boolean) => void;
  readonly reject: (error: unknown) => void;
};

const NOTHING: Choices = { byNumber: new Map(), byLabel: new Map() };

export function createScreen({ output, input, reader, write }: ScreenParts): Screen {
  let last = NOTHING;
  /** What the line that is being typed was begun with, where something else has appeared since. */
  let begun: Choices | undefined;
  let isBusy = false;
  let isOver = false;
  let waiting: Waiting[] = [];

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

  function showPost({ reply }: Waiting): void {
    const lines = reader();
    if (input === undefined || lines === undefined) {
      write(reply);
      return;
    }
    aboveThePrompt(lines, () => write(reply));
    if (lines.line !== '') begun ??= last;
    last = choicesOf(reply);
  }

  function tried(post: Waiting, show: (post: Waiting) => void): void {
    try {
      show(post);
      post.resolve(true);
    } catch (error) {
      post.reject(error);
    }
  }

  return {
    choices: () => begun ?? last,
    busy() {
      isBusy = true;
    },
    settled(answer) {
      isBusy = false;
      begun = undefined;
      const posts = waiting;
      waiting = [];
      for (const post of posts)
        tried(post, ({ reply }) => {
          write(reply);
          if (input !== undefined) last = choicesOf(reply);
        });
      if (answer === undefined) return;
      write(answer);
      last = choicesOf(answer);
    },
    post(reply) {
      if (isOver) return Promise.resolve(false);
      return new Promise((resolve, reject) => {
        const post = { reply, resolve, reject };
        if (isBusy) waiting.push(post);
        else tried(post, showPost);
      });
    },
    end() {
      isOver = true;
      for (const { resolve } of waiting) resolve(false);
      waiting = [];
    },
  };
}
