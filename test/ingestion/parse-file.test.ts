import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseFile } from '../../src/ingestion/parse-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const options = { asOf: '2026-01-01' };

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const BIB = '@article{a, title={Größe}, author={Doe, Jane}, year={2020}}';

describe('parseFile', () => {
  it.each([
    ['bibtex', `% made by hand\n${BIB}`],
    ['ris', 'TY  - JOUR\nTI  - Größe\nAU  - Doe, Jane\nPY  - 2020\nER  - \n'],
    ['csl-json', '[{"title":"Größe","author":[{"family":"Doe"}],"issued":{"raw":"2020"}}]'],
    [
      'atom',
      '<feed><entry><title>Größe</title><published>2020-01-01</published><author><name>Jane Doe</name></author></entry></feed>',
    ],
  ])('knows %s by its content, whatever the file is called', async (format, text) => {
    const parsed = await parseFile(file('file.dat', text), options);
    expect(parsed).toMatchObject({ format, drafts: [{ title: 'Größe' }], problems: [] });
  });

  it('knows a feed with a DOCTYPE, so that it can be told what is wrong with it', async () => {
    const text = '<?xml version="1.0"?>\n<!DOCTYPE feed SYSTEM "atom.dtd">\n<feed></feed>';
    const parsed = await parseFile(file('feed.xml', text), options);
    expect(parsed).toMatchObject({ format: 'atom', problems: [{ line: 2 }] });
  });

  it.each([
    ['UTF-8 with a mark', `\uFEFF${BIB}`],
    ['UTF-16', Buffer.from(`\uFEFF${BIB}`, 'utf16le')],
    ['a Western code page', Buffer.from(BIB, 'latin1')],
    ['line ends of Windows', BIB.replace('title', '\r\ntitle')],
  ])('reads %s', async (_, content) => {
    expect((await parseFile(file('encoded.bib', content), options)).drafts).toMatchObject([
      { title: 'Größe' },
    ]);
  });

  it.each([
    ['empty', ' \n', 'is empty'],
    ['binary', Buffer.from([0x50, 0, 1, 2, 3]), 'no text file'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'no text file'],
    ['prose', 'Dear all,\nplease find attached.\n', 'no format that is known'],
    ['a web page', '<!DOCTYPE html><html><body>502</body></html>', 'no format that is known'],
  ])('says that a file is %s', async (_, content, message) => {
    await expect(parseFile(file('bad.bib', content), options)).rejects.toThrow(message);
  });

  it('says that a file is a folder, or not there', async () => {
    await expect(parseFile(folder, options)).rejects.toThrow('is a folder');
    await expect(parseFile(join(folder, 'none.bib'), options)).rejects.toThrow('There is no file');
  });

  it.skipIf(process.platform === 'win32')('does not wait for who writes into a pipe', async () => {
    const pipe = join(folder, 'pipe.bib');
    execFileSync('mkfifo', [pipe]);
    await expect(parseFile(pipe, { ...options, followsLinks: false })).rejects.toThrow('is empty');
  });

  it.skipIf(!existsSync('/dev/zero'))(
    'reads no more of a file without end than it would of a long one',
    async () => {
      await expect(parseFile('/dev/zero', options)).rejects.toThrow('is larger than 64 MB');
    },
  );
});
