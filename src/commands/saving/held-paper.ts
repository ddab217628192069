import type { PaperLookup } from '../../engine/engine.ts';
import { PaperId } from '../../paper.ts';
import type { Reply } from '../../reply/reply.ts';
import type { CommandContext } from '../command.ts';
import { type NamedPaper, namedPaper } from '../named-paper.ts';

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
  const id = PaperId.safeParse(reference.trim());
  const known = id.success ? await context.held(id.data) : undefined;
  if (known !== undefined) return { paper: known, readAs: [] };
  const inLibrary = await context.engine.paper(reference);
  if (!isNamed(inLibrary)) {
    await context.openStream();
    const inStream = await context.engine.paper(reference, 'stream');
    const isMeant = isNamed(inStream) || inLibrary.kind === 'none';
    if (inStream.kind === 'one' && isMeant) return { paper: inStream.paper, readAs: [] };
  }
  return namedPaper(reference, command, context);
}
