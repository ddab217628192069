import { parseXml, type XmlElement, XmlError } from '@rgrove/parse-xml';

/** An answer that is not what arXiv documents: an error page, a torn document. Its message is for people. */
export class UnreadableAnswer extends Error {
  /** The error code that OAI-PMH has for it. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.name = 'UnreadableAnswer';
    this.code = code;
  }
}

/**
 * The root of a document. One that is torn is refused whole: what it lacks would be taken for what arXiv does not have.
 *
 * @throws UnreadableAnswer
 */
export function readXml(text: string, roots: readonly string[]): XmlElement {
  let root: XmlElement | null;
  try {
    root = parseXml(text).root;
  } catch (error) {
    // Very deep nesting overflows the parser's stack.
    const why = error instanceof XmlError ? (error.message.split('\n')[0] ?? '') : 'nested too deeply';
    throw new UnreadableAnswer(`It is no well-formed XML: ${why.slice(0, 200)}`);
  }
  if (root === null || !roots.includes(root.name))
    throw new UnreadableAnswer(`It is a document of another kind (${root?.name.slice(0, 40) ?? 'nothing'})`);
  return root;
}
