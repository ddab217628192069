import { parentPort, workerData } from 'node:worker_threads';
import type { Request, Response } from './messages.ts';
import { loadSentenceModel } from './sentence-model.ts';

/** The thread that runs the model, so that an abstract's 50 ms hold up nobody. `workerData` is the model's folder. */

function tell(response: Response, transferred: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(response, transferred);
}

const model = await loadSentenceModel(String(workerData));

parentPort?.on('message', async (request: Request) => {
  if (request.kind === 'close') {
    // Without its port the thread ends when it has nothing left to do. Ended from outside in the middle of the model's work,
    // the runtime would abort the whole process.
    parentPort?.close();
    return;
  }
  const { id, text } = request;
  try {
    const vector = await model.embed(text);
    tell({ kind: 'vector', id, vector }, [vector.buffer as ArrayBuffer]);
  } catch (error) {
    tell({ kind: 'failed', id, message: String(error) });
  }
});
tell({ kind: 'ready', model: model.hash });
