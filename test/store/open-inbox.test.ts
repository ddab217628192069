import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openInbox } from '../../src/store/open-inbox.ts';
import { buildFolder, startScript } from '../compiled.ts';
import { describeInbox } from '../contracts/inbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-inbox-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = () => join(folder, `${++files}.sqlite`);
const now = () => new Date('2026-05-04T08:00:00Z');

describeInbox('SQLite in a file', (clock) => openInbox({ file: newFile(), now: () => clock.now }));

describe('openInbox', () => {
  it('remembers events over a restart', async () => {
    const file = newFile();
    const first = await openInbox({ file, now });
    await first.claim({ id: 'slack:1', adapter: 'slack', payload: '{}' });
    await first.close();

    const second = await openInbox({ file, now });
    expect(await second.claim({ id: 'slack:1', adapter: 'slack', payload: '{}' })).toBe(false);
    expect(await second.unfinished('slack')).toHaveLength(1);
    await second.close();
  });

  it('refuses a second bot while one runs, and takes over from one that was killed with what it had claimed', async () => {
    const file = newFile();
    const script = `
      const inbox = await openInbox({ file: process.env.FILE, now: () => new Date('2026-05-04T08:00:00Z') });
      await inbox.claim({ id: 'slack:1', adapter: 'slack', payload: '{}' });
      process.stdout.write('ready');
      setInterval(() => inbox.unfinished('none'), 1000);`;
    const { child, finished } = startScript(buildFolder(), { openInbox: 'src/store/open-inbox' }, script, {
      FILE: file,
    });
    if (child.stdout !== null) await once(child.stdout, 'data');

    await expect(openInbox({ file, now })).rejects.toMatchObject({ code: 'already-running' });
    child.kill('SIGKILL');
    await finished;

    const inbox = await openInbox({ file, now });
    expect((await inbox.unfinished('slack')).map(({ id }) => id)).toEqual(['slack:1']);
    await inbox.close();
  });

  it('puts a damaged file aside and starts with a new one', async () => {
    const file = newFile();
    writeFileSync(file, 'no database at all, but long enough to be taken for one');

    const inbox = await openInbox({ file, now });
    expect(await inbox.claim({ id: 'slack:1', adapter: 'slack' })).toBe(true);
    expect(existsSync(`${file}.damaged`)).toBe(true);
    await inbox.close();
  });
});
