import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Embedder, Vector } from '../engine/embedder.ts';
import type { EmbeddingFiles } from './availability.ts';
import type { Request, Response } from './messages.ts';

/** An answer does not wait longer for its question's vector: words alone find most. */
const QUESTION_LIMIT_MS = 500;
/** One question is looked for several times while it is answered. */
const KEPT_QUESTIONS = 100;

export type OpenedEmbedder = Embedder & { close(): Promise<void> };

export type EmbedderOptions = EmbeddingFiles & {
  /** Told once, where the thread cannot load the model or ends. */
  readonly onFailure?: (error: Error) => void;
  readonly questionLimitMs?: number;
};

type Deferred<Value> = {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
};

/** A promise that others settle, and that nobody has to listen to. */
function deferred<Value>(): Deferred<Value> {
  let settle: Omit<Deferred<Value>, 'promise'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  promise.catch(() => undefined);
  if (settle === undefined) throw new Error('A promise did not start');
  return { promise, ...settle };
}

/**
 * Starts the thread that runs the model. It loads in the background and keeps no process alive.
 * Texts wait for each other, a question for one text at most.
 */
export function openEmbedder(options: EmbedderOptions): OpenedEmbedder {
  const { modelFolder, worker: file, onFailure, questionLimitMs = QUESTION_LIMIT_MS } = options;
  // Without the flags of whoever started the program: some are not allowed for a file.
  const worker = new Worker(file, { workerData: modelFolder, execArgv: [] });
  worker.unref();
  const model = deferred<string>();
  const ended = deferred<void>();
  const waiting = new Map<number, Deferred<Vector>>();
  const questions = new Map<string, Promise<Vector>>();
  let nextId = 0;
  let failure: Error | undefined;
  let lastText: Promise<unknown> = Promise.resolve();

  function fail(error: Error): void {
    failure = error;
    model.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function receive(response: Response): void {
    if (response.kind === 'ready') {
      model.resolve(response.model);
      return;
    }
    const asked = waiting.get(response.id);
    waiting.delete(response.id);
    if (response.kind === 'vector') asked?.resolve(response.vector);
    else asked?.reject(new Error(response.message));
  }

  worker.on('message', receive);
  worker.on('error', (error) => {
    if (failure !== undefined) return;
    fail(error);
    onFailure?.(error);
  });
  worker.on('exit', () => {
    fail(failure ?? new Error('The thread that runs the model has ended'));
    ended.resolve();
  });

  function embed(text: string): Promise<Vector> {
    if (failure !== undefined) return Promise.reject(failure);
    const id = nextId++;
    const request: Request = { kind: 'embed', id, text };
    const asked = deferred<Vector>();
    waiting.set(id, asked);
    worker.postMessage(request);
    return asked.promise;
  }

  function questionVector(text: string): Promise<Vector> {
    const made = questions.get(text) ?? embed(text);
    questions.delete(text);
    questions.set(text, made);
    const [oldest] = questions.keys();
    if (questions.size > KEPT_QUESTIONS && oldest !== undefined) questions.delete(oldest);
    return made;
  }

  return {
    model: () => model.promise,
    async embedQuestion(text) {
      const cancel = new AbortController();
      try {
        const limit = setTimeout(questionLimitMs, undefined, { signal: cancel.signal });
        return await Promise.race([questionVector(text), limit]);
      } catch {
        return undefined;
      } finally {
        cancel.abort();
      }
    },
    async embedText(text) {
      const made = lastText.then(() => embed(text));
      lastText = made.catch(() => undefined);
      return made;
    },
    async close() {
      failure ??= new Error('The embedder was closed');
      worker.ref();
      const request: Request = { kind: 'close' };
      worker.postMessage(request);
      await ended.promise;
    },
  };
}
