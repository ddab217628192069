import { plugins } from '@citation-js/core';
import '@citation-js/plugin-csl';
import type { Paper } from '../paper.ts';
import { toCslItem } from './csl-item.ts';

/** Stands among the authors for those that the source did not tell. */
const AND_OTHERS = 'et al.';

const STYLE = 'apa-reference';
/**
 * The order of several references, and what would stand in running text: of one reference they change nothing, and compiling them takes
 * a second in which nobody is answered.
 */
const UNUSED = /(<citation\b[^>]*>).*?(?=<\/citation>)|<sort>.*?<\/sort>/gs;
const { styles } = plugins.config.get('@csl');
const apa = styles.get('apa');
if (apa === undefined) throw new Error('The APA style is missing');
styles.add(
  STYLE,
  apa.replace(UNUSED, (_, citation?: string) => (citation === undefined ? '' : `${citation}<layout/>`)),
);

/** A reference in the style of the American Psychological Association, plain text on one line. */
export function toApa(paper: Paper): string {
  const item = toCslItem(paper);
  const author = paper.authorsComplete ? item.author : [...item.author, { literal: AND_OTHERS }];
  const reference = plugins.output.format('bibliography', [{ ...item, author }], {
    template: STYLE,
    lang: 'en-US',
    format: 'text',
  });
  return reference.trim().replace(/\s+/g, ' ').replace(`, & ${AND_OTHERS}`, `, ${AND_OTHERS}`);
}
