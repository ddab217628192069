import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeBotStatus } from '../../src/bot-status.ts';
import { databaseFile, inboxFile, openLibrary } from '../../src/data-folder.ts';
import { checkLibrary } from '../../src/doctor/check-library.ts';
import { type Finding, reportText } from '../../src/doctor/finding.ts';
import { openInbox } from '../../src/store/open-inbox.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'labrarian-doctor-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const report = (findings: readonly Finding[]) => reportText([{ title: 'Library', findings }]);

async function startLibrary() {
  const opened = await openLibrary({ dataDir, startFrom: 'shipped', now: new Date('2026-06-30T12:00:00Z') });
  await opened.close();
}

describe('the library', () => {
  it('need not be there yet', () => {
    expect(report(checkLibrary(join(dataDir, 'none')))).toMatch(/is not there yet[\s\S]*All is well/);
    expect(report(checkLibrary(dataDir))).toMatch(/no library in it yet[\s\S]*All is well/);
  });

  it('is counted while others have it open', async () => {
    const opened = await openLibrary({
      dataDir,
      startFrom: 'shipped',
      now: new Date('2026-06-30T12:00:00Z'),
    });
    expect(report(checkLibrary(dataDir))).toMatch(
      /holds 50 papers[\s\S]*No bot is running[\s\S]*All is well/,
    );
    await opened.close();
    expect(report(checkLibrary(dataDir))).toContain('holds 50 papers');
  });

  it('is told to be damaged', async () => {
    await startLibrary();
    writeFileSync(databaseFile(dataDir), 'x'.repeat(9000));
    expect(report(checkLibrary(dataDir))).toMatch(/MEND .*is damaged/);
  });

  it('is told to be damaged where a paper cannot be read, though SQLite can read its page', async () => {
    await startLibrary();
    const database = new DatabaseSync(databaseFile(dataDir));
    database.exec("update papers set document = '{}' where id = (select min(id) from papers)");
    database.close();
    expect(report(checkLibrary(dataDir))).toMatch(/MEND .*is damaged/);
  });

  it('says that a bot is running on it, and how many connections Slack has of it', async () => {
    await startLibrary();
    const inbox = await openInbox({ file: inboxFile(dataDir), now: () => new Date() });
    writeBotStatus(dataDir, { pid: 123, slackConnections: 1 });
    expect(report(checkLibrary(dataDir))).toMatch(/A bot is running on it \(process 123\)[\s\S]*All is well/);
    writeBotStatus(dataDir, { pid: 123, slackConnections: 2 });
    expect(report(checkLibrary(dataDir))).toMatch(/MEND {2}Slack has 2 connections of this app/);
    await inbox.close();
    expect(report(checkLibrary(dataDir))).toMatch(/No bot is running on it[\s\S]*All is well/);
  });
});
