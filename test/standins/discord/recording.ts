import type { RouteName } from './routes.ts';

export type RecordedRequest = {
  readonly method: string;
  /** Decoded, with `/api/v10` before it. */
  readonly path: string;
  readonly query: string;
  /** Undefined where the stand-in has no such route. */
  readonly route: RouteName | undefined;
  readonly body: unknown;
  /** Milliseconds of the stand-in's clock. */
  readonly at: number;
  /** Undefined as long as it was not answered: it hangs, or the connection broke. */
  status: number | undefined;
};

export type Recording = {
  readonly requests: readonly RecordedRequest[];
  request(request: Omit<RecordedRequest, 'at' | 'status'>): { answered(status: number): void };
};

/** Every request in the order in which they came. */
export function createRecording(now: () => number): Recording {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    request({ method, path, query, route, body }) {
      const record: RecordedRequest = { method, path, query, route, body, at: now(), status: undefined };
      requests.push(record);
      return {
        answered(status) {
          record.status = status;
        },
      };
    },
  };
}
