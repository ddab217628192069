import type { XmlElement } from '@rgrove/parse-xml';
import type { Author, PaperDate, Version } from '../../../paper.ts';
import { parseArxivId, parseDoi } from '../../../text/identifiers.ts';
import { mapInSlices } from '../../../time-slices.ts';
import { type AuthorList, parseAuthorList } from '../../author-list.ts';
import { childrenOf, textOf } from '../atom/xml.ts';
import { type ArxivDraft, dayOf, hasArxivId, toArxivDraft } from './arxiv-record.ts';
import { readXml, UnreadableAnswer } from './read-xml.ts';

/** Answers to OAI-PMH's ListRecords in the formats `arXivRaw` and `arXiv`: https://info.arxiv.org/help/oa/index.html. */

export type OaiRecord = {
  readonly arxivId: string;
  /** The day of its last change, whatever changed: also arXiv's own editing in bulk. */
  readonly changedOn: PaperDate | undefined;
  /** Undefined where arXiv has removed it. */
  readonly draft: ArxivDraft | undefined;
};

export type OaiPage = {
  readonly records: readonly OaiRecord[];
  readonly skipped: number;
  /** To ask for the next page with; undefined on the last one. */
  readonly resumptionToken: string | undefined;
};

/** The version's day on the wall of Greenwich; its number as `v2`. */
function readVersion(element: XmlElement): Version[] {
  const number = Number(/^v(\d{1,4})$/.exec(element.attributes.version ?? '')?.[1]);
  const date = dayOf(textOf(element, 'date'));
  return Number.isNaN(number) || date === undefined ? [] : [{ number, date }];
}

function withComment(versions: readonly Version[], comment: string | undefined): Version[] {
  return versions.map((version, index) =>
    comment !== undefined && index === versions.length - 1
      ? { ...version, comment: comment.slice(0, 2000) }
      : version,
  );
}

function readAuthor(element: XmlElement): Author[] {
  const given = textOf(element, 'forenames') ?? '';
  const family = [textOf(element, 'keyname'), textOf(element, 'suffix')].filter(Boolean).join(' ');
  return family === '' ? [] : [{ name: `${given} ${family}`.trim(), given, family }];
}

/** `arXiv` tells authors one by one, `arXivRaw` in a line. */
function readAuthors(metadata: XmlElement): AuthorList {
  const authors = childrenOf(metadata, 'authors').flatMap((list) => childrenOf(list, 'author'));
  if (authors.length > 0) return { authors: authors.flatMap(readAuthor), authorsComplete: true };
  return parseAuthorList(textOf(metadata, 'authors') ?? '');
}

function readMetadata(metadata: XmlElement, arxivId: string): ArxivDraft | undefined {
  const comment = textOf(metadata, 'comments');
  const versions = childrenOf(metadata, 'version')
    .flatMap(readVersion)
    .sort((a, b) => a.number - b.number);
  const result = toArxivDraft({
    arxivId,
    title: textOf(metadata, 'title') ?? '',
    ...readAuthors(metadata),
    abstract: childrenOf(metadata, 'abstract')[0]?.text ?? '',
    categories: (textOf(metadata, 'categories') ?? '').split(' '),
    comment,
    doi: parseDoi(textOf(metadata, 'doi') ?? ''),
    venue: textOf(metadata, 'journal-ref'),
    date: versions[0]?.number === 1 ? versions[0].date : dayOf(textOf(metadata, 'created')),
    versions: versions.length === 0 ? undefined : withComment(versions, comment),
  });
  return 'draft' in result && hasArxivId(result.draft) ? result.draft : undefined;
}

function readRecord(record: XmlElement): OaiRecord | undefined {
  const [header] = childrenOf(record, 'header');
  if (header === undefined) return undefined;
  const id = parseArxivId((textOf(header, 'identifier') ?? '').replace(/^oai:arXiv\.org:/i, ''));
  if (id === undefined) return undefined;
  const changedOn = dayOf(textOf(header, 'datestamp'));
  if (header.attributes.status === 'deleted') return { arxivId: id.id, changedOn, draft: undefined };
  const [metadata] = childrenOf(record, 'metadata').flatMap((holder) => [
    ...childrenOf(holder, 'arXivRaw'),
    ...childrenOf(holder, 'arXiv'),
  ]);
  const draft = metadata && readMetadata(metadata, id.id);
  return draft && { arxivId: id.id, changedOn, draft };
}

/** @throws UnreadableAnswer, with OAI-PMH's own code where it names one (`badResumptionToken`) */
export async function parseOai(text: string): Promise<OaiPage> {
  const root = readXml(text, ['OAI-PMH']);
  const [error] = childrenOf(root, 'error');
  const code = error?.attributes.code;
  if (code === 'noRecordsMatch') return { records: [], skipped: 0, resumptionToken: undefined };
  if (error !== undefined)
    throw new UnreadableAnswer(
      `It answers with an error: ${error.text.trim().slice(0, 200) || code || 'unnamed'}`,
      code,
    );
  const [list] = childrenOf(root, 'ListRecords');
  if (list === undefined) throw new UnreadableAnswer('It holds no list of records');
  const elements = childrenOf(list, 'record');
  const read = await mapInSlices(elements, readRecord);
  const records = read.filter((record): record is OaiRecord => record !== undefined);
  if (records.length === 0 && elements.length > 0)
    throw new UnreadableAnswer('None of its records can be read');
  return {
    records,
    skipped: elements.length - records.length,
    resumptionToken: textOf(list, 'resumptionToken'),
  };
}
