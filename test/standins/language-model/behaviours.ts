import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** How an endpoint answers one request, whose last message is `prompt`. */
export type Behaviour = (response: ServerResponse, prompt: string) => void;

const EVENT_STREAM = { 'content-type': 'text/event-stream; charset=utf-8' };

function event(data: unknown): string {
  return `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
}

function delta(content: string, finish_reason: string | null = null): string {
  return event({
    id: 'c1',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { content }, finish_reason }],
  });
}

/** In pieces of a few characters, as models write. */
function deltas(text: string): string {
  return (text.match(/[\s\S]{1,7}/gu) ?? []).map((piece) => delta(piece)).join('');
}

function open(response: ServerResponse): void {
  response.writeHead(200, EVENT_STREAM);
  response.write(
    `: a comment, as proxies send them\n\n${event({ choices: [{ delta: { role: 'assistant' } }] })}`,
  );
}

type Writing = {
  readonly finish?: string | null;
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number };
  readonly isDone?: boolean;
};

/** Writes a text to its end. */
export function writes(
  text: string | ((prompt: string) => string),
  { finish = 'stop', usage, isDone = true }: Writing = {},
): Behaviour {
  return (response, prompt) => {
    open(response);
    response.write(deltas(typeof text === 'string' ? text : text(prompt)));
    response.write(delta('', finish));
    if (usage !== undefined) response.write(event({ choices: [], usage }));
    response.end(isDone ? event('[DONE]') : '');
  };
}

/** The bytes one by one, so that lines and letters are torn. */
export function dribbles(text: string): Behaviour {
  return async (response) => {
    open(response);
    const bytes = Buffer.from(`${deltas(text)}${delta('', 'stop')}${event('[DONE]')}`);
    for (const byte of bytes) {
      if (!response.write(Buffer.of(byte))) await new Promise((resolve) => response.once('drain', resolve));
    }
    response.end();
  };
}

export function refuses(status: number, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (response, prompt) => {
    // Some servers hand back what they were sent.
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message: `No: ${prompt}` } }));
  };
}

/** Says nothing at all. */
export const stalls: Behaviour = () => undefined;

/** Writes a beginning, then nothing, and keeps the connection open. */
export function stallsAfter(text: string): Behaviour {
  return (response) => {
    open(response);
    response.write(deltas(text));
  };
}

/** Writes a beginning, then the connection is gone. */
export function breaksOffAfter(text: string): Behaviour {
  return (response) => {
    open(response);
    response.write(deltas(text), () => setImmediate(() => response.destroy()));
  };
}

/** Ends in good order, but before the model has finished. */
export function endsEarlyAfter(text: string): Behaviour {
  return (response) => {
    open(response);
    response.end(deltas(text));
  };
}

/** Whatever body under whatever type. */
export function sends(
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = EVENT_STREAM,
): Behaviour {
  return (response) => {
    response.writeHead(200, headers);
    response.end(body);
  };
}

/** One event after the other without an end. */
export function floods(text: string): Behaviour {
  return async (response) => {
    open(response);
    const piece = delta(text).repeat(20);
    let isOpen = true;
    response.once('close', () => {
      isOpen = false;
    });
    while (isOpen) {
      response.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
}

/** A few kilobytes that are many megabytes when they are unpacked. */
export function sendsBomb(megabytes: number): Behaviour {
  const packed = gzipSync(Buffer.alloc(megabytes * 1_000_000, ': padding\n'));
  return sends(packed, { ...EVENT_STREAM, 'content-encoding': 'gzip' });
}

/** Asks for a tool instead of writing. */
export const callsTool: Behaviour = (response) => {
  open(response);
  const call = {
    index: 0,
    id: 't1',
    type: 'function',
    function: { name: 'shell', arguments: '{"run":"id"}' },
  };
  response.write(event({ choices: [{ index: 0, delta: { tool_calls: [call] }, finish_reason: null }] }));
  response.end(delta('', 'tool_calls') + event('[DONE]'));
};

/** Fails after it has begun, as servers do that run out of memory. */
export function failsAfter(text: string): Behaviour {
  return sends(deltas(text) + event({ error: { message: 'out of memory', code: 500 } }));
}

/** The passages of a prompt by their numbers. */
export function passagesOf(prompt: string): Map<number, string> {
  return new Map(
    [...prompt.matchAll(/^\[(\d+)\] .*? \| (.*)$/gm)].map(([, number, text]) => [Number(number), text ?? '']),
  );
}
