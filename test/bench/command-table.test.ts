import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderCommandTable, withCommandTable } from '../../bench/docs/command-table.ts';
import { documentedCommands } from '../../bench/docs/documented-commands.ts';

const cite = {
  name: 'cite',
  description: 'A reference | to copy',
  options: [{ name: 'paper', required: true }, { name: 'format' }],
  examples: ['/cite a title bibtex'],
};

test('a command is a row: how it is typed, what it does, an example', () => {
  expect(renderCommandTable([cite]).split('\n').at(-1)).toBe(
    '| `/cite paper [format]` | A reference \\| to copy | `/cite a title bibtex` |',
  );
});

test('only the table of a page is replaced', () => {
  const page = 'before\n<!-- commands: made by `npm run docs` -->\nold\n<!-- end of commands -->\nafter\n';

  const once = withCommandTable(page, [cite]);

  expect(once).toMatch(
    /^before\n<!-- commands[^\n]*\n\| Command[\s\S]*bibtex` \|\n<!-- end of commands -->\nafter\n$/,
  );
  expect(withCommandTable(once, [cite])).toBe(once);
});

test('a page without a place for the table is refused', () => {
  expect(() => withCommandTable('nothing here', [cite])).toThrow('The page has no <!-- commands');
});

test("the README's table is that of the commands (npm run docs)", async () => {
  const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');

  expect(withCommandTable(readme, await documentedCommands())).toBe(readme);
});
