import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../src/cli/lines.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function lines(text: string, size = 3): Promise<string[]> {
  const found: string[] = [];
  for await (const line of readLines(inPieces(text, size))) found.push(line);
  return found;
}

describe('readLines', () => {
  it('ends a line at a line feed only', async () => {
    const text = 'ε one\r\n\ntwo\rstill\u2028two\n👩‍🔬';
    expect(await lines(text)).toEqual(['ε one', '', 'two\rstill\u2028two', '👩‍🔬']);
    expect(await lines('')).toEqual([]);
    expect(await lines('one\n')).toEqual(['one']);
  });

  it('gives every line once, however the bytes come', async () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ' '));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 9 }), async (given, size) => {
        expect(await lines(given.map((one) => `${one}\n`).join(''), size)).toEqual(given);
      }),
    );
  });
});
