import type { XmlElement } from '@rgrove/parse-xml';
import { z } from 'zod';
import type { PaperDate } from '../../../paper.ts';
import { parseArxivId, parseDoi } from '../../../text/identifiers.ts';
import { mapInSlices } from '../../../time-slices.ts';
import { parseAuthorList } from '../../author-list.ts';
import { childrenOf, textOf } from '../atom/xml.ts';
import { type ArxivDraft, dayOf, hasArxivId, toArxivDraft } from './arxiv-record.ts';
import { readXml, UnreadableAnswer } from './read-xml.ts';

/** arXiv's feeds: https://info.arxiv.org/help/rss_specifications.html and atom_specifications.html. */

export const AnnounceType = z.enum(['new', 'cross', 'replace', 'replace-cross']);
export type AnnounceType = z.infer<typeof AnnounceType>;

export type FeedItem = {
  /** Base id. */
  readonly arxivId: string;
  readonly version: number;
  readonly type: AnnounceType;
  /** The date that the item carries: of the feed's day, for new ones of their announcement. */
  readonly publishedOn: PaperDate | undefined;
  readonly draft: ArxivDraft;
};

export type Feed = {
  /** Empty at weekends and on holidays. */
  readonly items: readonly FeedItem[];
  /** Items that cannot be read: the others are kept. */
  readonly skipped: number;
};

/** RSS and Atom have other names for the same things. */
type Names = { readonly id: string; readonly text: string; readonly date: string };
const RSS: Names = { id: 'guid', text: 'description', date: 'pubDate' };
const ATOM: Names = { id: 'id', text: 'summary', date: 'published' };

const HEADING = /^\s*arXiv:\S+\s+Announce Type:\s*\S+\s+Abstract:\s*/;

/** `oai:arXiv.org:2203.01250v3`; older feeds have the link only. */
function idOf(item: XmlElement, names: Names) {
  const guid = textOf(item, names.id) ?? '';
  const link = textOf(item, 'link') ?? childrenOf(item, 'link')[0]?.attributes.href ?? '';
  return parseArxivId(guid.replace(/^oai:arXiv\.org:/i, '')) ?? parseArxivId(link);
}

function readItem(item: XmlElement, names: Names): FeedItem | undefined {
  const id = idOf(item, names);
  const type = AnnounceType.safeParse(textOf(item, 'arxiv:announce_type')).data;
  if (id === undefined || type === undefined) return undefined;
  const version = id.version ?? 1;
  const publishedOn = dayOf(textOf(item, names.date));
  const creators = childrenOf(item, 'dc:creator').map(({ text }) => text);
  const result = toArxivDraft({
    arxivId: id.id,
    title: textOf(item, 'title') ?? '',
    ...parseAuthorList(creators.join(', ')),
    // The description's line ends are the abstract's own.
    abstract: (childrenOf(item, names.text)[0]?.text ?? '').replace(HEADING, ''),
    categories: childrenOf(item, 'category').map(({ text, attributes }) => attributes.term ?? text.trim()),
    doi: parseDoi(textOf(item, 'arxiv:DOI') ?? ''),
    venue: textOf(item, 'arxiv:journal_reference'),
    // Of others the date is that of the update, not of the paper.
    date: type === 'new' ? publishedOn : undefined,
    versions: publishedOn === undefined ? undefined : [{ number: version, date: publishedOn }],
  });
  if (!('draft' in result) || !hasArxivId(result.draft)) return undefined;
  return { arxivId: id.id, version, type, publishedOn, draft: result.draft };
}

/**
 * Reads a feed of one category or of several.
 *
 * @throws UnreadableAnswer where it is none, is torn, or nothing in it can be read
 */
export async function parseFeed(text: string): Promise<Feed> {
  const root = readXml(text, ['rss', 'feed']);
  const [elements, names] =
    root.name === 'rss'
      ? [childrenOf(root, 'channel').flatMap((channel) => childrenOf(channel, 'item')), RSS]
      : [childrenOf(root, 'entry'), ATOM];
  const read = await mapInSlices(elements, (element) => readItem(element, names));
  const items = read.filter((item): item is FeedItem => item !== undefined);
  if (items.length === 0 && elements.length > 0) {
    const title = textOf(elements[0] ?? root, 'title') ?? '';
    const summary = textOf(elements[0] ?? root, names.text) ?? '';
    throw new UnreadableAnswer(`Its items are no papers: ${`${title}: ${summary}`.slice(0, 200)}`);
  }
  return { items, skipped: elements.length - items.length };
}
