import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { wasNeverSent } from '../../src/http/never-sent.ts';

async function failureOf(url: string): Promise<unknown> {
  return fetch(url).then(
    () => undefined,
    (error: unknown) => error,
  );
}

it('is sure of a refused connection and of a host without an address', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await new Promise((resolve) => server.close(resolve));
  expect(wasNeverSent(await failureOf(`http://127.0.0.1:${address.port}/`))).toBe(true);
  expect(wasNeverSent(await failureOf('http://nobody.invalid/'))).toBe(true);
});

it('is not sure of a connection that broke off, nor of anything else', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const failure = await failureOf(`http://127.0.0.1:${address.port}/`);
  expect(failure).toBeInstanceOf(Error);
  expect(wasNeverSent(failure)).toBe(false);
  expect(wasNeverSent('ECONNREFUSED')).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});
