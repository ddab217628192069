import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { fetchWithin } from '../../src/http/fetch-within.ts';

let respond: RequestListener = () => undefined;
const server = createServer((request, response) => respond(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function fetchText(maxBytes: number, timeoutMs = 5000, signal?: AbortSignal): Promise<string> {
  const limits = { maxBytes, timeoutMs, ...(signal !== undefined && { signal }) };
  const response = await fetchWithin({ url, from: 'configuration', method: 'GET', headers: {} }, limits);
  let text = '';
  for await (const piece of response.text()) text += piece;
  return text;
}

it('reads a body up to its last allowed byte, letters whole', async () => {
  respond = (_, response) => {
    response.write(Buffer.from('aé').subarray(0, 2));
    setImmediate(() => response.end(Buffer.from('aé').subarray(2)));
  };
  expect(await fetchText(3)).toBe('aé');
  await expect(fetchText(2)).rejects.toMatchObject({ failure: 'too-large' });
});

it('counts what a packed body unpacks to', async () => {
  respond = (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(100_000)));
  };
  expect(await fetchText(100_000)).toHaveLength(100_000);
  await expect(fetchText(99_999)).rejects.toMatchObject({ failure: 'too-large' });
});

it('reads an empty body', async () => {
  respond = (_, response) => response.writeHead(204).end();
  expect(await fetchText(10)).toBe('');
});

it('follows no redirection', async () => {
  let requests = 0;
  respond = (_, response) => {
    requests += 1;
    response.writeHead(302, { location: '/other' }).end();
  };
  await expect(fetchText(10)).rejects.toMatchObject({ failure: 'unreachable' });
  expect(requests).toBe(1);
});

it('ends a body that drips, and one that nobody wants', async () => {
  const closed: Promise<unknown>[] = [];
  respond = (_, response) => {
    closed.push(once(response, 'close'));
    response.write('a');
  };
  await expect(fetchText(10, 50)).rejects.toMatchObject({ failure: 'timeout' });
  const response = await fetchWithin(
    { url, from: 'configuration', method: 'GET', headers: {} },
    { maxBytes: 10, timeoutMs: 5000 },
  );
  response.cancel();
  await Promise.all(closed);
});

it('gives the caller its own reason back', async () => {
  respond = (_, response) => void response.write('a');
  const controller = new AbortController();
  const fetched = fetchText(10, 5000, controller.signal);
  controller.abort(new Error('left'));
  await expect(fetched).rejects.toThrow('left');
});
