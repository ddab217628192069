import { isDeepStrictEqual } from 'node:util';
import { MAX_QUOTE_LENGTH } from '../../../src/answers/quotation.ts';
import { typedCommand } from '../../../src/reply/render-text.ts';
import type { Action, Block, CommandAction, Reply, Span } from '../../../src/reply/reply.ts';
import { webLink } from '../../../src/reply/web-link.ts';
import { printable } from '../../../src/text/printable.ts';
import type { Shown } from './shown.ts';

/** What is wrong with how a reply is shown, on any platform. */

export type Platform = {
  readonly name: string;
  /** A text as the platform writes it: with its own way to type commands. */
  readonly written: (text: string) => string;
};

/** How a person is told that something is missing. */
const CUT = '…';
const OMITTED = /(?:do|does)notfithere|restisleftout/;
/** Markers, numbers and hosts that stand between two texts of a reply; code units. */
const BETWEEN = 120;

/** Without what is never seen or looks alike: how lines are broken is the platform's business. */
function squeezed(text: string): string {
  return printable(text).replace(/[\s`ˋ]+/gu, '');
}

type Line = readonly string[];

const spanTexts = (spans: readonly Span[]): Line => spans.map(({ text }) => text);

/** Every text of a reply, by the line that it stands on. */
function linesOf(block: Block): Line[] {
  switch (block.type) {
    case 'quote':
    case 'preformatted':
      return [[block.text]];
    case 'list':
      return block.items.flatMap(({ spans, details }) => [spanTexts(spans), ...details.map(spanTexts)]);
    default:
      return [spanTexts(block.spans)];
  }
}

/** Where the text is cut that should stand from `from` on: the place behind the mark; undefined where nothing says so. */
function cutAfter(shown: string, from: number, text: string): number | undefined {
  for (let at = shown.indexOf(CUT, from); at >= 0; at = shown.indexOf(CUT, at + 1)) {
    const before = shown.slice(from, at);
    const starts = Array.from({ length: Math.min(BETWEEN, before.length) }, (_, start) => start);
    const isBegun = starts.some((start) => text.startsWith(before.slice(start)));
    if (before.length <= BETWEEN || isBegun) return at + CUT.length;
    if (before.length > text.length + BETWEEN) return undefined;
  }
  return undefined;
}

/** Texts that are neither shown, in their order, nor marked as cut. */
function lostTexts({ blocks }: Reply, { text }: Shown, { written }: Platform): string[] {
  const all = squeezed(text);
  const omittedAt = all.search(OMITTED);
  const shown = omittedAt < 0 ? all : all.slice(0, omittedAt);
  const lost: string[] = [];
  let at = 0;
  for (const line of blocks.flatMap(linesOf)) {
    for (const piece of line) {
      const expected = squeezed(written(piece));
      const found = shown.indexOf(expected, at);
      const afterCut = cutAfter(shown, at, expected);
      // Where it is cut, the same text may stand whole further down.
      if (found >= 0 && (afterCut === undefined || found < afterCut)) {
        at = found + expected.length;
        continue;
      }
      if (afterCut !== undefined) {
        at = afterCut;
        break;
      }
      if (omittedAt >= 0) return lost;
      lost.push(`lost without a word: ${JSON.stringify(piece.slice(0, 120))}`);
    }
  }
  return lost;
}

function cutQuotes({ blocks }: Reply, { text }: Shown): string[] {
  const shown = squeezed(text);
  const quotes = blocks.flatMap((block) => (block.type === 'quote' ? [block.text] : []));
  const isOmitted = OMITTED.test(shown);
  return quotes
    .filter((quote) => quote.length <= MAX_QUOTE_LENGTH && !shown.includes(squeezed(quote)) && !isOmitted)
    .map((quote) => `a quotation that is not whole: ${JSON.stringify(quote.slice(0, 120))}`);
}

function rowActions({ blocks }: Reply): CommandAction[] {
  return blocks.flatMap((block) =>
    block.type === 'list' ? block.items.flatMap(({ action }) => (action === undefined ? [] : [action])) : [],
  );
}

function isOffered(action: Action, { text, buttons, links }: Shown, { written }: Platform): boolean {
  const shown = squeezed(text);
  if (action.type === 'command') {
    const isButton = buttons.some(({ state }) => isDeepStrictEqual(state?.state, withoutUndefined(action)));
    return isButton || shown.includes(squeezed(written(typedCommand(action.state))));
  }
  const href = webLink(action.url)?.href;
  const isLinked = href !== undefined && [...buttons, ...links].some((one) => one.href === href);
  const isNone = href === undefined && shown.includes('nowebaddress');
  return isLinked || isNone || (href !== undefined && shown.includes(squeezed(href)));
}

/** A state as a button gives it back: what is undefined is not there. */
function withoutUndefined({ state: { command, args, page } }: CommandAction): CommandAction['state'] {
  return page === undefined ? { command, args } : { command, args, page };
}

/** What could be done and is not offered, neither as a button nor in words. */
function lostActions(reply: Reply, shown: Shown, platform: Platform): string[] {
  const isTold = OMITTED.test(squeezed(shown.text));
  return [...rowActions(reply), ...reply.actions]
    .filter((action) => !isOffered(action, shown, platform) && !isTold)
    .map((action) => `not offered: ${JSON.stringify(action).slice(0, 200)}`);
}

/** Buttons that do what the reply did not say. */
function foreignButtons(reply: Reply, { buttons }: Shown, own: readonly CommandAction['state'][]): string[] {
  const states = [...rowActions(reply), ...reply.actions.filter((one) => one.type === 'command')].map(
    withoutUndefined,
  );
  const addresses = reply.actions.flatMap((one) => (one.type === 'link' ? [webLink(one.url)?.href] : []));
  return buttons.flatMap(({ label, state, href }) => {
    if (href !== undefined) return addresses.includes(href) ? [] : [`a foreign link: ${label}: ${href}`];
    const allowed = state?.intent === 'share' ? own : [...states, ...own];
    const isKnown = state !== undefined && allowed.some((one) => isDeepStrictEqual(one, state.state));
    return isKnown ? [] : [`a foreign button: ${label}: ${JSON.stringify(state)}`];
  });
}

function badLinks({ links, buttons, text }: Shown): string[] {
  const addresses = [
    ...links.map(({ href }) => ({ href, beside: text })),
    ...buttons.flatMap(({ href, label }) => (href === undefined ? [] : [{ href, beside: label }])),
  ];
  return addresses.flatMap(({ href, beside }) => {
    const link = webLink(href);
    if (link === undefined) return [`no web address: ${href}`];
    const isHostShown = beside.includes(link.host) || beside.includes(`(${link.host.slice(0, 30)}`);
    return isHostShown ? [] : [`the host is not shown: ${link.host}`];
  });
}

function badCharacters({ text, buttons, sent }: Shown): string[] {
  const seen = [text, ...buttons.map(({ label }) => label)];
  return [
    ...seen
      .filter((one) => printable(one) !== one)
      .map((one) => `steering characters: ${JSON.stringify(one.slice(0, 120))}`),
    ...stringsIn(sent)
      .filter((one) => /\p{Cs}/u.test(one))
      .map((one) => `half a character: ${JSON.stringify(one.slice(0, 120))}`),
  ];
}

/** Every string in something sent as JSON. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** @param own what the platform itself may offer: to share the request, to open a form */
export function problemsOf(
  reply: Reply,
  shown: Shown,
  platform: Platform,
  own: readonly CommandAction['state'][] = [],
): string[] {
  return [
    ...lostTexts(reply, shown, platform),
    ...cutQuotes(reply, shown),
    ...lostActions(reply, shown, platform),
    ...foreignButtons(reply, shown, own),
    ...shown.live.map((live) => `live: ${live}`),
    ...badLinks(shown),
    ...badCharacters(shown),
    ...(shown.text.trim() === '' && shown.buttons.length === 0 ? ['nothing is shown'] : []),
  ].map((problem) => `${platform.name}: ${problem}`);
}
