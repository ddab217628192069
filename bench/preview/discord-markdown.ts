import { parse } from 'discord-markdown-parser';
import { z } from 'zod';
import { escapeXml } from '../docs/escape-xml.ts';

/** Discord's markdown as HTML: read by a parser that knows nothing of how this bot writes it. */

type Node = { readonly type: string; readonly [field: string]: unknown };

const Nodes = z.array(z.looseObject({ type: z.string() }));
const Text = z.string();

function inner({ content }: Node): string {
  return nodesHtml(Nodes.parse(content));
}

function linkHtml(target: string, words: string): string {
  return `<discord-link href="${escapeXml(target)}" target="_blank" rel="noopener">${words}</discord-link>`;
}

/** The parser leaves lists to who shows them. */
function textHtml(text: string, isLineStart: boolean): string {
  return isLineStart && text.startsWith('- ')
    ? `<span class="bullet">•</span>${escapeXml(text.slice(2))}`
    : escapeXml(text);
}

function nodeHtml(node: Node, previous: Node | undefined): string {
  switch (node.type) {
    case 'text':
      return textHtml(Text.parse(node.content), previous === undefined || previous.type === 'br');
    case 'br':
      // Of all blocks the parser leaves only this one's own line end over.
      return previous?.type === 'codeBlock' ? '' : '<br>';
    case 'strong':
      return `<strong>${inner(node)}</strong>`;
    case 'em':
      return `<em>${inner(node)}</em>`;
    case 'inlineCode':
      return `<discord-code>${escapeXml(Text.parse(node.content))}</discord-code>`;
    case 'codeBlock':
      return `<pre class="code">${escapeXml(Text.parse(node.content))}</pre>`;
    case 'heading':
      return `<discord-header level="${z.int().parse(node.level)}">${inner(node)}</discord-header>`;
    case 'subtext':
      return `<discord-subscript>${inner(node)}</discord-subscript>`;
    case 'blockQuote':
      return `<discord-quote><div>${inner(node)}</div></discord-quote>`;
    case 'link':
      return linkHtml(Text.parse(node.target), inner(node));
    case 'url':
    case 'autolink':
      return linkHtml(Text.parse(node.target), inner(node));
    default:
      // A mention, a spoiler or an emoji: nothing that a reply may hold.
      throw new Error(`Discord would show "${node.type}", which no reply may hold`);
  }
}

function nodesHtml(nodes: readonly Node[]): string {
  return nodes.map((node, index) => nodeHtml(node, nodes[index - 1])).join('');
}

/** @throws Error where the text holds a mention or another thing that a reply must not hold */
export function markdownHtml(markdown: string): string {
  return nodesHtml(Nodes.parse(parse(markdown, 'extended')));
}
