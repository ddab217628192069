import { XmlElement } from '@rgrove/parse-xml';

/** Elements of this name directly under another; names as written, prefix included. */
export function childrenOf(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement => child instanceof XmlElement && child.name === name,
  );
}

/** The text of the first such element, white space as in prose; undefined where it is absent or blank. */
export function textOf(parent: XmlElement, name: string): string | undefined {
  const text = childrenOf(parent, name)[0]?.text.replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}
