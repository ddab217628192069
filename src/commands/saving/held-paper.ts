import type { PaperLookup } from '../../engine/engine.ts';
import type { Reply } from '../../reply/reply.ts';
import type { CommandContext } from '../command.ts';
import { type NamedPaper, namedPaper, ofId } from '../named-paper.ts';

/** Papers of both shelves: what was announced can be saved and asked about before anybody adds it to the library. */

/** True where a paper was named, and not only found by some of the words. */
function isNamed(found: PaperLookup): boolean {
  return found.kind === 'one' && found.by !== 'search';
}

/** The paper that a reference names: one of the library, else one that a source brought. */
export async function heldPaper(
  reference: string,
  command: string,
  context: CommandContext,
): Promise<NamedPaper | { readonly reply: Reply }> {
  const known = await ofId(reference, context);
  if (known !== undefined) return { paper: known, readAs: [] };
  const inLibrary = await context.engine.paper(reference);
  if (!isNamed(inLibrary)) {
    await context.openStream();
    const inStream = await context.engine.paper(reference, 'stream');
    if (inStream.kind === 'one' && isNamed(inStream)) return { paper: inStream.paper, readAs: [] };
  }
  return namedPaper(reference, command, context);
}
