import { createInterface, type Interface } from 'node:readline/promises';
import type { Adapter, AdapterEnd, Dispatch, Suggest } from '../../src/adapter.ts';
import type { CommandDefinition } from '../../src/commands/command.ts';
import type { Logger } from '../../src/logger.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { printable } from '../../src/text/printable.ts';
import { completeLine } from './completion.ts';
import { MAX_HISTORY, readHistory, writeHistory } from './history.ts';
import { CONVERSATION, createPoster } from './poster.ts';
import { renderReply } from './render.ts';
import { ACTOR, toRequest } from './request.ts';
import { createScreen } from './screen.ts';

export type TerminalParts = {
  readonly dispatch: Dispatch;
  readonly suggest: Suggest;
  readonly definitions: readonly CommandDefinition[];
  /** Where the lines typed on a terminal are kept between sessions. */
  readonly historyFile: string;
  /** Shown once on a terminal, when it has started. */
  readonly greeting: () => string;
  /** False where the environment says NO_COLOR. */
  readonly mayColour: boolean;
  /** Told of what is posted on a terminal, whose rows numbers mean from then on. */
  readonly onPosted?: (reply: Reply) => Promise<void>;
  readonly logger: Logger;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
};

const PROMPT = '> ';
const MAX_WIDTH = 100;
const DEFAULT_WIDTH = 80;
const CLEAR_LINE = '\r\u001b[K';
const LEAVE = new Set(['exit', 'quit', '/exit', '/quit']);
const DELETE_LINE_LEFT = { ctrl: true, name: 'u' };
const TO_LINE_END = { ctrl: true, name: 'e' };

/** Waits for an answer, or for the signal that nobody waits for it any more. */
function untilAborted(answer: Promise<Reply>, signal: AbortSignal): Promise<Reply | undefined> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
    answer.then(resolve, reject);
  });
}

/** The terminal's side of the bot, which can also say something that nobody asked and nobody waits for. */
export type Terminal = Adapter & { readonly notify: (reply: Reply) => void };

/** The chat: on a terminal with prompt, history, completion and colours; in a pipe lines in, replies out, in order. */
export function createTerminal(parts: TerminalParts): Terminal {
  const { dispatch, suggest, definitions, logger, input, output } = parts;
  const isTerminal = input.isTTY === true && output.isTTY === true;
  let lines: Interface | undefined;
  let running: AbortController | undefined;
  let finish: (end: AdapterEnd) => void = () => undefined;
  const ended = new Promise<AdapterEnd>((resolve) => {
    finish = resolve;
  });

  const ownSuggest: Suggest = (typed) => suggest({ ...typed, actorId: ACTOR.id, room: CONVERSATION });

  function open(): Interface {
    if (!isTerminal) return createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false });
    return createInterface({
      input,
      output,
      terminal: true,
      prompt: PROMPT,
      history: readHistory(parts.historyFile, logger),
      historySize: MAX_HISTORY,
      removeHistoryDuplicates: true,
      completer: (line: string) => completeLine(line, definitions, ownSuggest),
    });
  }

  function show(reply: Reply): void {
    if (!isTerminal) {
      output.write(`${printable(renderText(reply))}\n\n`);
      return;
    }
    const width = Math.max(20, Math.min(output.columns || DEFAULT_WIDTH, MAX_WIDTH));
    output.write(`${renderReply(reply, { width, colours: parts.mayColour })}\n\n`);
  }

  const screen = createScreen({
    output,
    input: isTerminal ? input : undefined,
    reader: () => lines,
    write: show,
  });
  const poster = createPoster(async (reply) => {
    const isShown = await screen.post(reply);
    if (isShown && isTerminal) await parts.onPosted?.(reply);
    return isShown;
  });

  async function answer(line: string): Promise<void> {
    const request = toRequest(line, screen.choices(), definitions);
    if (typeof request === 'string') {
      output.write(`${request}\n\n`);
      screen.settled();
      return;
    }
    screen.busy();
    const controller = new AbortController();
    const { signal } = controller;
    running = controller;
    // One line that is written over; nothing in a pipe, where it would stand among the replies.
    const onProgress = (message: string) => void (isTerminal && output.write(`${CLEAR_LINE}${message}`));
    let reply: Reply | undefined;
    try {
      reply = await untilAborted(dispatch(request, { signal, onProgress }), signal);
    } finally {
      running = undefined;
      if (isTerminal) output.write(CLEAR_LINE);
      screen.settled(reply);
    }
  }

  /** Ctrl-C: the running answer, else the typed line, else the chat ends. */
  function interrupt(reader: Interface): void {
    if (running !== undefined) {
      running.abort();
      output.write('\nCancelled.\n');
      return;
    }
    output.write('\n');
    if (reader.line === '') {
      reader.close();
      return;
    }
    reader.write(null, TO_LINE_END);
    reader.write(null, DELETE_LINE_LEFT);
    reader.prompt();
  }

  async function chat(reader: Interface): Promise<void> {
    if (isTerminal) {
      reader.on('SIGINT', () => interrupt(reader));
      // Readline comes back from Ctrl-Z with its input paused: the process would end with nothing to wait for.
      reader.on('SIGCONT', () => reader.prompt(true));
      reader.on('history', (history: string[]) => writeHistory(parts.historyFile, history, logger));
      output.write(`${parts.greeting()}\n\n`);
      reader.prompt();
    }
    for await (const line of reader) {
      if (LEAVE.has(line.trim().toLowerCase())) break;
      if (line.trim() !== '') await answer(line);
      if (isTerminal) reader.prompt();
    }
    if (isTerminal) output.write('\n');
  }

  return {
    name: 'terminal',
    poster,
    notify: (reply) => void screen.post(reply),
    ended,
    async start() {
      const reader = open();
      lines = reader;
      chat(reader)
        .catch((error: unknown) => logger.error({ err: error }, 'The chat ended'))
        .finally(() => {
          poster.stop();
          screen.end();
          reader.close();
          finish({ reason: 'The person has left, or the lines have ended', isFinal: true });
        });
    },
    async stop() {
      running?.abort();
      lines?.close();
      await ended;
    },
  };
}
