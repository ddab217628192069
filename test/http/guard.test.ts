import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchWithin } from '../../src/http/fetch-within.ts';
import { guardConnector, guardLookup, isPublicAddress } from '../../src/http/guard.ts';

let respond: RequestListener = () => undefined;
let requests: string[] = [];
let connections = 0;
const server = createServer((request, response) => {
  requests.push(request.url ?? '');
  respond(request, response);
});
server.on('connection', () => {
  connections += 1;
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const configured = `http://127.0.0.1:${port}`;
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});
beforeEach(() => {
  requests = [];
  connections = 0;
  respond = (_, response) => response.end('inside');
});

const limits = { maxBytes: 1000, timeoutMs: 5000, redirects: 3 };

async function getText(url: string, from: 'configuration' | 'elsewhere', more = {}): Promise<string> {
  const response = await fetchWithin({ url, from, method: 'GET', headers: {} }, { ...limits, ...more });
  let text = '';
  for await (const piece of response.text()) text += piece;
  return text;
}

describe('an address that somebody else wrote', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    '169.254.169.254',
    '[::1]',
    '0x7f.1',
    '2130706433',
    '0177.0.0.1',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '0.0.0.0',
    '[::]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '[fe80::1]',
    '[fd00::1]',
    '[64:ff9b::7f00:1]',
  ])('is not asked where it leads to %s', async (host) => {
    await expect(getText(`http://${host}:${port}/`, 'elsewhere')).rejects.toMatchObject({
      failure: 'forbidden',
    });
    expect({ requests, connections }).toEqual({ requests: [], connections: 0 });
  });

  it.each([
    'file:///etc/passwd',
    'ftp://example.org/a',
    'data:text/plain,inside',
    'javascript:1',
    'http://user:secret@example.org/',
    'example.org',
    '',
  ])('is not asked where it is %s', async (url) => {
    await expect(getText(url, 'elsewhere')).rejects.toMatchObject({ failure: 'forbidden' });
  });
});

describe('an address from the configuration', () => {
  it('may lead inside the network, and so may a redirection to the same server', async () => {
    respond = ({ url }, response) =>
      url === '/first' ? response.writeHead(301, { location: '/second' }).end() : response.end('inside');
    expect(await getText(`${configured}/first`, 'configuration')).toBe('inside');
    expect(requests).toEqual(['/first', '/second']);
  });

  it.each([
    () => `http://localhost:${port}/`,
    () => `http://[::ffff:127.0.0.1]:${port}/`,
    () => 'http://169.254.169.254/latest/meta-data/',
    () => `http://127.0.0.2:${port}/`,
    () => 'file:///etc/passwd',
  ])('does not lead inside by a redirection away from its server', async (location) => {
    respond = ({ url }, response) =>
      url === '/' ? response.writeHead(302, { location: location() }).end() : response.end('inside');
    await expect(getText(`${configured}/`, 'configuration')).rejects.toMatchObject({ failure: 'forbidden' });
    expect(requests).toEqual(['/']);
  });

  it('is followed a few times only', async () => {
    respond = (_, response) => response.writeHead(307, { location: `/${requests.length}` }).end();
    await expect(getText(`${configured}/`, 'configuration')).rejects.toMatchObject({
      failure: 'unreachable',
    });
    expect(requests).toEqual(['/', '/1', '/2', '/3']);
  });
});

describe('a name', () => {
  const answers: Record<string, readonly { readonly address: string; readonly family: number }[]> = {};
  const lookup: LookupFunction = (hostname, _, callback) => callback(null, [...(answers[hostname] ?? [])]);
  const resolve = (hostname: string, all = false) =>
    new Promise((done) =>
      guardLookup(lookup)(hostname, { all }, (error, found, family) => done(error ?? [found, family])),
    );

  it('is judged by what is connected to, each time anew', async () => {
    answers['rebinds.example'] = [{ address: '198.41.0.4', family: 4 }];
    expect(await resolve('rebinds.example')).toEqual(['198.41.0.4', 4]);
    answers['rebinds.example'] = [{ address: '127.0.0.1', family: 4 }];
    expect(await resolve('rebinds.example')).toMatchObject({ failure: 'forbidden' });
  });

  it('is connected to at its public addresses only', async () => {
    answers['mixed.example'] = [
      { address: '10.0.0.1', family: 4 },
      { address: '2001:500:2::c', family: 6 },
      { address: '::1', family: 6 },
    ];
    expect(await resolve('mixed.example', true)).toEqual([
      [{ address: '2001:500:2::c', family: 6 }],
      undefined,
    ]);
    expect(await resolve('nobody.example')).toMatchObject({ failure: 'forbidden' });
  });

  it('is refused where the connection has led inside all the same', async () => {
    const connect = guardConnector(buildConnector({}));
    const options = { hostname: 'localhost', protocol: 'http:', port: String(port) };
    const error = await new Promise((done) => connect(options, (...[refused]) => done(refused)));
    expect(error).toMatchObject({ failure: 'forbidden' });
    expect(requests).toEqual([]);
  });

  it('tells addresses of the open internet from others', () => {
    expect(['8.8.8.8', '2606:4700::1111'].map(isPublicAddress)).toEqual([true, true]);
    expect(['', 'localhost', '224.0.0.1', '255.255.255.255'].map(isPublicAddress)).not.toContain(true);
  });
});
