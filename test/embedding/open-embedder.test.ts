import { tmpdir } from 'node:os';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddingFiles } from '../../src/embedding/availability.ts';
import {
  type EmbedderOptions,
  type OpenedEmbedder,
  openEmbedder,
} from '../../src/embedding/open-embedder.ts';
import { cosine } from '../../src/engine/meaning.ts';
import { buildFolder, startScript } from '../compiled.ts';
import { compiledEmbedding, needEmbedding } from '../compiled-embedding.ts';

describe('openEmbedder', () => {
  let files: EmbeddingFiles;
  let opened: OpenedEmbedder | undefined;
  beforeAll(() => {
    files = compiledEmbedding();
  }, 120_000);
  afterEach(() => opened?.close());

  function open(options: Partial<EmbedderOptions> = {}): OpenedEmbedder {
    opened = openEmbedder({ ...files, questionLimitMs: 60_000, ...options });
    return opened;
  }

  it('puts texts that mean the same near to each other, whatever their words', async (context) => {
    needEmbedding(context, files);
    const embedder = open();
    const [cat, kitten, bank] = await Promise.all([
      embedder.embedText('A cat sits on the mat.'),
      embedder.embedText('A kitten rests upon a rug.'),
      embedder.embedText('The central bank raised its rates.'),
    ]);
    if (cat === undefined || kitten === undefined || bank === undefined) throw new Error('no vectors');

    expect(cat).toHaveLength(384);
    expect(cosine(cat, cat)).toBeCloseTo(1, 5);
    expect(cosine(cat, kitten)).toBeGreaterThan(0.5);
    expect(cosine(cat, bank)).toBeLessThan(0.2);
    expect(await embedder.model()).toMatch(/^[0-9a-f]{16}$/);
  });

  it('embeds any text: nothing, one of thousands of words, one of symbols; the end of a long one is not read', async (context) => {
    needEmbedding(context, files);
    const embedder = open();
    const long = 'privacy '.repeat(400);

    const vectors = await Promise.all(
      ['', long, `${long} cat`, '\u0000🌱∑\ud800'].map((text) => embedder.embedText(text)),
    );

    for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 4);
    expect(vectors[1]).toEqual(vectors[2]);
  });

  it('embeds a question once, and gives up on one that takes too long', async (context) => {
    needEmbedding(context, files);
    const embedder = open();
    const vector = await embedder.embedQuestion('Which papers are about cats?');
    expect(vector).toEqual(await embedder.embedText('Which papers are about cats?'));
    expect(await embedder.embedQuestion('Which papers are about cats?')).toBe(vector);
    await embedder.close();
    expect(await embedder.embedQuestion('Which papers are about dogs?')).toBeUndefined();

    const hasty = open({ questionLimitMs: 0 });
    expect(await hasty.embedQuestion('Which papers are about cats?')).toBeUndefined();
  });

  it('tells once that a model cannot be loaded, and leaves nobody waiting', async (context) => {
    needEmbedding(context, files);
    const failures: Error[] = [];
    const embedder = open({ modelFolder: tmpdir(), onFailure: (error) => failures.push(error) });

    const waiting = [embedder.model(), embedder.embedText('a')].map((promise) =>
      expect(promise).rejects.toThrow(),
    );

    expect(await embedder.embedQuestion('b')).toBeUndefined();
    await Promise.all(waiting);
    expect(await embedder.embedQuestion('c')).toBeUndefined();
    await expect(embedder.embedText('d')).rejects.toThrow(/ENOENT/);
    expect(failures).toHaveLength(1);
  });

  it('ends with its process in good order, also in the middle of a text', async (context) => {
    needEmbedding(context, files);
    const script = `
      const embedder = openEmbedder(EMBEDDING_FILES);
      await embedder.model();
      for (let number = 0; number < 20; number++) void embedder.embedText('privacy '.repeat(200)).catch(() => undefined);
      await embedder.embedQuestion('Which papers are about cats?');
      await embedder.close();
      process.exit(0);`;
    const modules = {
      openEmbedder: 'src/embedding/open-embedder',
      EMBEDDING_FILES: 'src/embedding/availability',
    };
    const ends = await Promise.all([1, 2, 3].map(() => startScript(buildFolder(), modules, script).finished));
    expect(ends.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      ends.map(() => ({ code: 0, stderr: '' })),
    );
  });
});
