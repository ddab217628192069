import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFolder, type Finished, start } from '../compiled.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-backup-'));
let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(name: string, dataDir: string, ...args: readonly string[]): Promise<Finished> {
  return start([join(build, `src/cli/${name}.js`), ...args], { DATA_DIR: join(folder, dataDir) }).finished;
}

describe('backup', () => {
  it('writes a copy that, put in the place of a library, is that library', async () => {
    const original = (await run('export', 'lab', 'json')).stdout;
    const { code, stdout } = await run('backup', 'lab');
    expect(code).toBe(0);
    const file = stdout.trim();
    expect(readdirSync(join(folder, 'lab', 'backups'))).toHaveLength(1);

    mkdirSync(join(folder, 'restored'));
    cpSync(file, join(folder, 'restored', 'labrarian.sqlite'));
    expect((await run('export', 'restored', 'json')).stdout).toBe(original);
  });

  it('never writes over a file, and says so', async () => {
    const file = join(folder, 'copy.sqlite');
    expect((await run('backup', 'lab', file)).code).toBe(0);
    const again = await run('backup', 'lab', file);

    expect(again.code).toBe(1);
    expect(again.stderr).toContain('exists already: nothing was written');
  });

  it('starts no library where there is none', async () => {
    const { code, stderr } = await run('backup', 'mistyped');

    expect(code).toBe(1);
    expect(stderr).toContain('There is no library in');
    expect(existsSync(join(folder, 'mistyped'))).toBe(false);
  });
});
