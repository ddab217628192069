import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLogFile, createLogger } from '../src/logger.ts';

function record(isTTY: boolean) {
  const lines: string[] = [];
  return { lines, stream: { isTTY, write: (text: string) => lines.push(text) } };
}

describe('createLogger', () => {
  test('writes JSON lines where nobody is looking', () => {
    const { lines, stream } = record(false);

    createLogger({ logLevel: 'info' }, 'warn', stream).info({ papers: 50 }, 'Library opened');

    expect(JSON.parse(lines.join(''))).toMatchObject({ level: 30, papers: 50, msg: 'Library opened' });
  });

  test('writes lines to read on a terminal, with the stack of an error', () => {
    const { lines, stream } = record(true);

    createLogger({ logLevel: undefined }, 'warn', stream).warn(
      { file: 'a.bib', err: new Error('broken') },
      'Entry skipped',
    );

    expect(lines.join('')).toMatch(
      /^\d\d:\d\d:\d\d warn {2}Entry skipped \{"file":"a\.bib"\}\nError: broken\n/,
    );
  });

  test('leaves out what is less serious than its level', () => {
    const { lines, stream } = record(false);

    createLogger({ logLevel: undefined }, 'warn', stream).info('Not worth a line in the chat');

    expect(lines).toEqual([]);
  });

  test('hides secrets wherever they stand: in fields, addresses and messages, of errors and their causes too', () => {
    const { lines, stream } = record(false);
    const log = createLogger({ logLevel: 'info', secrets: ['canary-known'] }, 'warn', stream);
    const discordToken = `${'canaryM'.repeat(3)}DIx.GhIjKl.${'canary'.repeat(6)}`;
    const cause = new Error('wss://slack.test/link/?ticket=canary-ticket&app_id=1');
    const error = Object.assign(
      new Error('POST /api/v10/interactions/123/canary-interaction/callback', { cause }),
      {
        status: 404,
        url: 'https://discord.test/api/v10/webhooks/1/canary-url/messages',
        requestBody: { json: { text: 'canary-body' } },
      },
    );

    log.info({
      token: 'canary-1',
      deep: { er: { yet: { signingSecret: 'canary-2', response_url: 'canary-3' } } },
    });
    log.info({ headers: { authorization: 'Bearer xoxb-canary-4' } }, 'with xapp-1-canary-5 and canary-known');
    log.error({ err: error }, `Bot ${discordToken} at https://hooks.slack.com/commands/T1/2/canary-6`);
    log.info({
      payload: JSON.stringify({ response_url: 'https://x.test/canary-7', trigger_id: 'canary-8' }),
    });
    log.info({ path: '/webhooks/123456/canary-9/messages/@original' });

    const written = lines.join('');
    expect(written).not.toContain('canary');
    expect(written.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(11);
    const parsed = lines.map((line) => JSON.parse(line));
    expect(parsed[2].err).toMatchObject({ status: '404', type: 'Error' });
    expect(parsed[2].err.cause.message).toContain('&app_id=1');
  });
});

describe('a log file', () => {
  test('is for its owner alone, begins anew when it has grown large, and is no trouble where it cannot be written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'labrarian-log-'));
    const file = join(folder, 'terminal.log');
    createLogger({ logLevel: undefined }, 'warn', createLogFile(file)).warn('Not shown to anybody');
    expect(JSON.parse(readFileSync(file, 'utf8')).msg).toBe('Not shown to anybody');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const stream = createLogFile(file);
    stream.write('x'.repeat(1024 * 1024));
    stream.write('new\n');
    expect(readFileSync(file, 'utf8')).toBe('new\n');
    expect(statSync(`${file}.old`).size).toBeGreaterThan(1024 * 1024);
    expect(() => createLogFile(join(folder, 'none', 'a.log')).write('lost')).not.toThrow();
    rmSync(folder, { recursive: true });
  });
});
