import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createManifest } from '../../../adapters/slack/manifest.ts';
import { validateManifest } from '../../../adapters/slack/validate-manifest.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { createLogger } from '../../../src/logger.ts';

const manifest = createManifest(COMMAND_DEFINITIONS);
const logger = createLogger({ logLevel: 'silent' }, 'warn');
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A Slack that answers every call so; gives its address and what it was sent. */
async function answering(status: number, answer: unknown) {
  const received: { url: string | undefined; token: string | undefined; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({
      url: request.url,
      token: request.headers.authorization,
      body: Buffer.concat(chunks).toString(),
    });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { apiUrl: `http://127.0.0.1:${address.port}/api`, received };
}

describe('validateManifest', () => {
  it('sends the manifest with the token', async () => {
    const { apiUrl, received } = await answering(200, { ok: true, errors: [] });
    expect(await validateManifest(manifest, { configToken: 'xoxe.xoxp-1', apiUrl }, logger)).toEqual([]);
    expect(received[0]).toMatchObject({ url: '/api/apps.manifest.validate', token: 'Bearer xoxe.xoxp-1' });
    const sent = new URLSearchParams(received[0]?.body).get('manifest');
    expect(JSON.parse(sent ?? '')).toEqual(JSON.parse(JSON.stringify(manifest)));
  });

  it('gives what Slack finds wrong', async () => {
    const errors = [{ message: 'is reserved', pointer: '/features/slash_commands/3' }];
    const { apiUrl } = await answering(200, { ok: false, error: 'invalid_manifest', errors });
    expect(await validateManifest(manifest, { configToken: 'xoxe.1', apiUrl }, logger)).toEqual([
      '/features/slash_commands/3 is reserved',
    ]);
    const refused = await answering(200, { ok: false, error: 'token_expired' });
    expect(
      await validateManifest(manifest, { configToken: 'xoxe.1', apiUrl: refused.apiUrl }, logger),
    ).toEqual(['token_expired']);
  });

  it('throws where Slack does not answer', async () => {
    const { apiUrl } = await answering(500, {});
    await expect(validateManifest(manifest, { configToken: 'xoxe.1', apiUrl }, logger)).rejects.toThrow();
  });
});
