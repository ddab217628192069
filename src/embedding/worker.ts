import { parentPort, workerData } from 'node:worker_threads';
import type { Request, Response } from './messages.ts';
import { loadSentenceModel } from './sentence-model.ts';

/** The thread that runs the model, so that an abstract's 50 ms hold up nobody. `workerData` is the model's folder. */

function tell(response: Response, transferred: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(response, transferred);
}

const model = await loadSentenceModel(String(workerData));

parentPort?.on('message', async ({ id, text }: Request) => {
  try {
    const vector = await model.embed(text);
    tell({ kind: 'vector', id, vector }, [vector.buffer as ArrayBuffer]);
  } catch (error) {
    tell({ kind: 'failed', id, message: String(error) });
  }
});
tell({ kind: 'ready', model: model.hash });
