import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file that is shipped in the project's `data/` folder.
 * Found by walking up from this module to `package.json`, since a compiled module lies deeper than its source.
 * The file itself need not exist: whoever reads it says so better.
 * @throws when no folder above this module holds a `package.json`.
 */
export function shippedData(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return join(folder, 'data', name);
    if (dirname(folder) === folder)
      throw new Error(`no package.json above ${fileURLToPath(import.meta.url)}`);
  }
}
