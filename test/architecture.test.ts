import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkDependencies } from './dependency-rules.ts';
import { LAYERS } from './layers.ts';

const root = dirname(import.meta.dirname);
const folders = ['src', 'adapters', 'bench'].filter((folder) => readdirSync(root).includes(folder));

function sourceFiles(): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${String(name)}`),
    )
    .filter((name) => name.endsWith('.ts'));
}

test('every import follows the dependency direction', async () => {
  const { modules, violations, unplaced } = await checkDependencies(root, folders, LAYERS);

  expect(modules).toEqual(expect.arrayContaining(sourceFiles()));
  expect(modules.length).toBeGreaterThan(0);
  expect(unplaced, 'modules that belong to no layer: place them in test/layers.ts').toEqual([]);
  expect(violations).toEqual([]);
});

describe('the check itself', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'labrarian-layers-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  async function violationsOf(name: string, files: Readonly<Record<string, string>>) {
    const project = join(scratch, name);
    for (const [path, text] of Object.entries({ 'src/main.ts': '', ...files })) {
      mkdirSync(join(project, dirname(path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
    return checkDependencies(project, ['src'], LAYERS);
  }

  test('finds an import against the direction, also of a type alone', async () => {
    const { violations } = await violationsOf('direction', {
      'src/engine/engine.ts':
        "import { x } from '../store/x.ts';\nimport type { Reply } from '../reply/reply.ts';\nexport const y: Reply = x;",
      'src/store/x.ts': 'export const x = 1;',
      'src/reply/reply.ts': 'export type Reply = number;',
    });

    expect(violations).toEqual([
      'engine-imports: src/engine/engine.ts -> src/reply/reply.ts',
      'engine-imports: src/engine/engine.ts -> src/store/x.ts',
    ]);
  });

  test('finds cycles, orphans and what does not exist', async () => {
    const { violations } = await violationsOf('shape', {
      'src/text/a.ts': "export { b } from './b.ts';",
      'src/text/b.ts': "export * from './a.ts';\nexport const b = 1;",
      'src/text/alone.ts': 'export const alone = 1;',
      'src/text/broken.ts': "import './nowhere.ts';",
    });

    expect(violations).toEqual([
      'no-cycle: src/text/a.ts -> src/text/b.ts',
      'no-orphan: src/text/alone.ts -> src/text/alone.ts',
      'resolvable: src/text/broken.ts -> ./nowhere.ts',
    ]);
  });

  test('names a module that no layer holds', async () => {
    const { unplaced } = await violationsOf('unplaced', { 'src/helpers.ts': 'export const x = 1;' });

    expect(unplaced).toEqual(['src/helpers.ts']);
  });
});
