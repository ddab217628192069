/** One line that is written over, on a terminal; elsewhere nothing, so that logs stay readable. */
export type Progress = { show(message: string): void; clear(): void };

export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show: (message) => void stream.write(`\r\u001b[K${message}`),
    clear: () => void stream.write('\r\u001b[K'),
  };
}
