import type { Action, Block, CommandState, ListItem, Reply, Span } from './reply.ts';

/** The plain-text rendering of every reply: the answer first, links as words and address, actions as what to type. */

/** Arguments that are typed without their name, the first that a state has. */
const UNNAMED_ARGUMENTS = ['query', 'paper', 'name', 'words', 'question', 'command', 'what', 'rule', 'post'];

function span({ text, ...rest }: Span): string {
  return rest.type === 'link' && rest.url !== text ? `${text} (${rest.url})` : text;
}

function line(spans: readonly Span[]): string {
  return spans.map(span).join('');
}

function listItem(item: ListItem, marker: string): string[] {
  const indent = ' '.repeat(marker.length + 1);
  return [`${marker} ${line(item.spans)}`, ...item.details.map((detail) => `${indent}${line(detail)}`)];
}

function block(content: Block): string[] {
  switch (content.type) {
    case 'heading':
    case 'paragraph':
      return [line(content.spans)];
    case 'note':
      return [`(${line(content.spans)})`];
    case 'quote':
      return [`"${content.text}"`];
    case 'preformatted':
      return [content.text];
    case 'list':
      return content.items.flatMap((item, index) =>
        listItem(item, content.start === undefined ? '-' : `${content.start + index}.`),
      );
  }
}

function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', "'")}"` : value;
}

/** What to type for a state: `/paper privacy since:2023 page:2`. */
export function typedCommand({ command, args, page }: CommandState): string {
  const unnamed = UNNAMED_ARGUMENTS.find((name) => Object.hasOwn(args, name));
  const named = Object.entries(args).filter(([name]) => name !== unnamed);
  return [
    `/${command}`,
    ...(unnamed === undefined ? [] : [args[unnamed] ?? '']),
    ...named.map(([name, value]) => `${name}:${quoted(value)}`),
    ...(page === undefined || page === 1 ? [] : [`page:${page}`]),
  ].join(' ');
}

function action(content: Action): string {
  return `${content.label}: ${content.type === 'link' ? content.url : typedCommand(content.state)}`;
}

/** For renderings that write addresses out: a heading's link is plain text where an action below has the same address. */
export function withAddressesOnce(reply: Reply): Reply {
  const told = new Set(reply.actions.flatMap((one) => (one.type === 'link' ? [one.url] : [])));
  const plain = (one: Span): Span =>
    one.type === 'link' && told.has(one.url) ? { type: 'text', text: one.text } : one;
  const blocks = reply.blocks.map((one) =>
    one.type === 'heading' ? { ...one, spans: one.spans.map(plain) } : one,
  );
  return { ...reply, blocks };
}

/** Lines joined by `\n`, no line end at the end, never empty for a reply that has a block or an action. */
export function renderText(reply: Reply): string {
  return [...withAddressesOnce(reply).blocks.flatMap(block), ...reply.actions.map(action)].join('\n');
}
