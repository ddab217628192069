import type { Announcement, WorldPaper, WorldVersion } from './world.ts';

/** The documents of arXiv, as its documentation has them; see `test/fixtures/arxiv`. */

const NAMESPACES =
  'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"';
const DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n";

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** `Fri, 23 Feb 2024 00:00:00 -0500`; which of the two zones it is tells nobody anything. */
function feedMoment(day: string): string {
  return new Date(`${day}T00:00:00Z`).toUTCString().replace('GMT', '-0500');
}

function item({ paper, version, type }: Announcement, day: string): string {
  const name = `${paper.id}v${version.number}`;
  return `<item>
  <title>${escapeXml(paper.title)}</title>
  <link>https://arxiv.org/abs/${paper.id}</link>
  <description>arXiv:${name} Announce Type: ${type} 
Abstract: ${escapeXml(paper.abstract)}</description>
  <guid isPermaLink="false">oai:arXiv.org:${name}</guid>
  ${paper.categories.map((category) => `<category>${category}</category>`).join('')}
  <pubDate>${feedMoment(day)}</pubDate>
  <arxiv:announce_type>${type}</arxiv:announce_type>
  <dc:rights>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</dc:rights>
  <dc:creator>${escapeXml(paper.authors.join(', '))}</dc:creator>
</item>`;
}

export type FeedOptions = {
  readonly category: string;
  /** The date that its items carry. */
  readonly day: string;
  readonly builtAt: Date;
};

export function renderRss(
  announcements: readonly Announcement[],
  { category, day, builtAt }: FeedOptions,
): string {
  return `${DECLARATION}<rss ${NAMESPACES} version="2.0"><channel>
<title>${category} updates on arXiv.org</title>
<link>http://rss.arxiv.org/rss/${category}</link>
<description>${category} updates on the arXiv.org e-print archive.</description>
<language>en-us</language>
<lastBuildDate>${builtAt.toUTCString().replace('GMT', '+0000')}</lastBuildDate>
<pubDate>${feedMoment(day)}</pubDate>
<skipDays><day>Saturday</day><day>Sunday</day></skipDays>
${announcements.map((announcement) => item(announcement, day)).join('\n')}
</channel></rss>`;
}

/** One that is about to be sent: the paper, its versions up to the one held, the day of its last change. */
export type HeldPaper = {
  readonly paper: WorldPaper;
  readonly version: WorldVersion;
  readonly changedOn: string;
  readonly categories: readonly string[];
};

function record({ paper, version, changedOn, categories }: HeldPaper): string {
  const versions = paper.versions
    .filter(({ number }) => number <= version.number)
    .map(
      ({ number, submittedOn }) =>
        `<version version="v${number}"><date>${new Date(`${submittedOn}T09:00:00Z`).toUTCString()}</date><size>20kb</size></version>`,
    );
  return `<record><header><identifier>oai:arXiv.org:${paper.id}</identifier><datestamp>${changedOn}</datestamp></header>
<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>${paper.id}</id>${versions.join('')}
<title>${escapeXml(paper.title)}</title><authors>${escapeXml(paper.authors.join(', '))}</authors>
<categories>${categories.join(' ')}</categories>${version.comment === undefined ? '' : `<comments>${escapeXml(version.comment)}</comments>`}
<license>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</license>
<abstract>  ${escapeXml(paper.abstract)}
</abstract></arXivRaw></metadata></record>`;
}

export function renderOai(inner: string, now: Date): string {
  return `${DECLARATION}<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>${now.toISOString().slice(0, 19)}Z</responseDate>
<request verb="ListRecords">http://oaipmh.arxiv.org/oai</request>
${inner}</OAI-PMH>`;
}

export function renderRecords(records: readonly HeldPaper[], token: string | undefined): string {
  return `<ListRecords>${records.map(record).join('\n')}${token === undefined ? '' : `<resumptionToken>${escapeXml(token)}</resumptionToken>`}</ListRecords>`;
}

export function renderOaiError(code: string, message: string): string {
  return `<error code="${code}">${message}</error>`;
}

function entry({ paper, version, categories }: HeldPaper): string {
  const [first] = paper.versions;
  const terms = categories.map(
    (category) => `<category term="${category}" scheme="http://arxiv.org/schemas/atom"/>`,
  );
  return `<entry><id>http://arxiv.org/abs/${paper.id}v${version.number}</id>
<updated>${version.submittedOn}T09:00:00Z</updated><published>${first?.submittedOn}T09:00:00Z</published>
<title>${escapeXml(paper.title)}</title><summary>${escapeXml(paper.abstract)}</summary>
${paper.authors.map((name) => `<author><name>${escapeXml(name)}</name></author>`).join('')}
${version.comment === undefined ? '' : `<arxiv:comment>${escapeXml(version.comment)}</arxiv:comment>`}
<arxiv:primary_category term="${categories[0]}" scheme="http://arxiv.org/schemas/atom"/>${terms.join('')}</entry>`;
}

export function renderApi(papers: readonly HeldPaper[], total: number): string {
  return `${DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
<title type="html">ArXiv Query</title><id>http://arxiv.org/api/query</id>
<opensearch:totalResults>${total}</opensearch:totalResults><opensearch:startIndex>0</opensearch:startIndex>
${papers.map(entry).join('\n')}</feed>`;
}

export const ERROR_FEED = `${DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">ArXiv Query</title>
<entry><id>http://arxiv.org/api/errors#internal</id><title>Error</title><summary>something went wrong</summary>
<author><name>arXiv api core</name></author></entry></feed>`;
