import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EMBEDDING_FILES } from '../src/embedding/availability.ts';
import { createLogger } from '../src/logger.ts';
import { describeMeaning, openMeaning } from '../src/meaning.ts';
import { compiledEmbedding, needEmbedding } from './compiled-embedding.ts';

function logged() {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line));
  return { lines, logger: createLogger({ logLevel: 'info', secrets: [] }, 'info', { write }) };
}

describe('openMeaning', () => {
  it('says once why papers are found by words alone', async () => {
    const { lines, logger } = logged();
    const files = { ...EMBEDDING_FILES, modelFolder: join('no', 'such', 'folder') };

    const { embedder, close } = openMeaning({ isWanted: true, logger, files });
    await close();

    expect(embedder).toBeUndefined();
    expect(lines.map(({ msg }) => msg)).toEqual(['Papers are found by their words alone']);
  });

  it('says nothing where it is not wanted', () => {
    const { lines, logger } = logged();

    expect(openMeaning({ isWanted: false, logger }).embedder).toBeUndefined();
    expect(lines).toEqual([]);
  });
});

describe('describeMeaning', () => {
  it('tells what it finds with', async (context) => {
    const files = compiledEmbedding();
    needEmbedding(context, files);

    expect(await describeMeaning(true, files)).toEqual({
      isOn: true,
      detail: expect.stringMatching(/^model all-MiniLM-L6-v2, weights [0-9a-f]{16}$/),
    });
  });

  it('tells why it does not', async () => {
    expect(await describeMeaning(false)).toEqual({ isOn: false, detail: 'MEANING=no' });
    const missing = { ...EMBEDDING_FILES, worker: join('no', 'worker.js') };
    const { isOn, detail } = await describeMeaning(true, missing);
    expect(isOn).toBe(false);
    expect(detail).toMatch(/not installed|uncompiled/);
  });
});
