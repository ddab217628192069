import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { openLibrary } from '../../src/data-folder.ts';
import { checkArxiv } from '../../src/doctor/check-arxiv.ts';
import { reportText } from '../../src/doctor/finding.ts';

const NOW = new Date('2026-06-03T12:00:00Z');
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'labrarian-doctor-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const report = (env: Record<string, string> = {}, now = NOW) =>
  reportText([{ title: 'arXiv', findings: checkArxiv(loadConfig({ DATA_DIR: dataDir, ...env }, '/'), now) }]);

const category = { floor: '2605.99999', taken: 'x', feedDate: '2026-06-03', harvested: '2026-06-02' };

async function polled(failure?: string): Promise<void> {
  const opened = await openLibrary({ dataDir, startFrom: 'nothing', now: NOW });
  const categories = { 'cs.LG': { ...category, broughtAt: '2026-06-03T04:01:00.000Z' }, 'cs.CV': category };
  const cursor = JSON.stringify({ categories });
  await opened.library.ingest([], 'stream', { poll: { source: 'arxiv', cursor, seen: [], at: NOW } });
  if (failure !== undefined) await opened.sources.failed('arxiv:cs.LG', NOW, failure);
  await opened.close();
}

describe('arXiv', () => {
  it('need not be asked', () => {
    expect(report({ ARXIV: 'no' })).toMatch(/is not asked \(ARXIV=no\)[\s\S]*All is well/);
    expect(report()).toMatch(/was not asked yet[\s\S]*All is well/);
  });

  it('has brought what there is', async () => {
    await polled();
    expect(report({ CONTACT_EMAIL: 'lab@example.org' })).toBe(`arXiv
  ok    It is asked for cs.CV, cs.LG, last on 2026-06-03 12:00 UTC.
  ok    The last new paper of cs.LG came on 2026-06-03 04:01 UTC.
  ok    Its newest announcement has arrived.

All is well.
`);
  });

  it('rests, is late, or has stopped: each is told', async () => {
    await polled();
    const at = (text: string) => report({}, new Date(text));
    expect(at('2026-06-04T02:00:00Z')).toContain('they are looked for on 2026-06-04 04:00 UTC.');
    expect(at('2026-06-06T12:00:00Z')).toContain(
      '(the weekend); the next papers come on 2026-06-08 04:00 UTC.',
    );
    expect(at('2026-06-04T13:00:00Z')).toContain('came on 2026-06-03 04:01 UTC.');
    expect(at('2026-06-04T13:00:00Z')).toContain('status.arxiv.org');
  });

  it('cannot be asked: that is to be mended', async () => {
    await polled('cs.LG: Status 503');
    expect(report({}, new Date('2026-06-04T13:00:00Z'))).toMatch(
      /MEND .*cannot be asked since 2026-06-03 12:00 UTC: cs.LG: Status 503[\s\S]*To mend: 1/,
    );
  });

  it('is asked for what there is not', () => {
    expect(report({ ARXIV_CATEGORIES: 'cs.XX,cs,hep-th', ARXIV_QUERIES: 'year:soon' })).toMatch(
      /names cs.XX, which is no category[\s\S]*ARXIV_QUERIES: "year:soon" is not understood[\s\S]*To mend: 2/,
    );
  });

  it('may have holidays that are not known', () => {
    expect(report({}, new Date('2027-06-03T12:00:00Z'))).toContain('holidays of this year are not known');
    expect(report({ ARXIV_NO_MAILING_DAYS: '2027-01-01' }, new Date('2027-06-03T12:00:00Z'))).not.toContain(
      'not known',
    );
  });
});
