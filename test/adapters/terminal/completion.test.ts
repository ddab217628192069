import { describe, expect, it } from 'vitest';
import { completeLine } from '../../../adapters/terminal/completion.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { createSuggest } from '../../../src/commands/suggest.ts';
import { createEngine } from '../../../src/engine/create-engine.ts';
import { samplePaper } from '../../engine/sample-papers.ts';

async function completed(line: string) {
  const engine = createEngine();
  await engine.add([
    samplePaper({ id: 'a', title: 'Kernel methods for trees', authors: ['Anna Hölzl'] }),
    samplePaper({ id: 'b', title: 'Kernel machines', authors: ['Karl Holzer'] }),
  ]);
  return completeLine(
    line,
    COMMAND_DEFINITIONS,
    createSuggest(engine, async () => {}),
  );
}

describe('complete', () => {
  it('completes a command', async () => {
    expect(await completed('/pa')).toEqual([['/paper '], '/pa']);
  });

  it('completes a title from any of its words', async () => {
    expect(await completed('/paper tree')).toEqual([['Kernel methods for trees'], 'tree']);
  });

  it('completes a name without its accents', async () => {
    expect(await completed('/author holzl')).toEqual([['Anna Hölzl'], 'holzl']);
  });

  it('never loses what was typed where names have only other letters in common', async () => {
    const [names, typed] = await completed('/author holz');

    expect(names).toHaveLength(3);
    expect(names).toContain(typed);
  });

  it('completes the value of a named option, in quotation marks where it needs them', async () => {
    expect(await completed('/paper kernel author:holzl')).toEqual([['author:"Anna Hölzl"'], 'author:holzl']);
    expect(await completed('/paper kernel code:y')).toEqual([['code:yes'], 'code:y']);
  });

  it('offers nothing for a question', async () => {
    expect(await completed('which paper')).toEqual([[], '']);
  });
});
