import { describe, expect, test } from 'vitest';
import { codeAddress } from '../../src/ingestion/code-address.ts';

describe('codeAddress', () => {
  test.each([
    ['Code: https://github.com/a/b .', 'https://github.com/a/b'],
    ['See https://github.com/a/b/.', 'https://github.com/a/b'],
    ['(https://gitlab.com/a/b).', 'https://gitlab.com/a/b'],
    ['Code is at github.com/a/b_c.', 'https://github.com/a/b_c'],
    ['at http://www.github.com/a/B.', 'http://www.github.com/a/B'],
    ['The source code is at https://example.org/x_(y).', 'https://example.org/x_(y)'],
    ['\\url{https://huggingface.co/a/b}', 'https://huggingface.co/a/b'],
    ['Data: https://example.org/d. Code: https://zenodo.org/records/1', 'https://zenodo.org/records/1'],
    ['at https://anonymous.4open.science/r/x-1/', 'https://anonymous.4open.science/r/x-1'],
  ])('%s', (text, address) => {
    expect(codeAddress(text)).toBe(address);
  });

  test.each(['See https://example.org/data.', 'no link', 'http://', 'https://notgithub.com/a'])(
    '%s has none',
    (text) => {
      expect(codeAddress(text)).toBeUndefined();
    },
  );
});
