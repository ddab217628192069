import { fold } from '../../text/fold.ts';
import { isFiller } from '../cue-words.ts';

/** A question's words, as follow-ups are told by them. */

/** Folded words, one space between them, contractions taken apart. */
export function plainText(question: string): string {
  return fold(question)
    .replace(/\b(what|who|where|when|how|that|it|there|which)['’]s\b/g, '$1 is')
    .replace(/['’]s\b/g, ' s')
    .replace(/n['’]t\b/g, 'nt')
    .replace(/['’]/g, '')
    .replace(/#\s*(\d)/g, 'number $1')
    .replace(/\bwhats\b/g, 'what is')
    .replace(/\bwhos\b/g, 'who is')
    .replace(/[^a-z0-9.%/-]+/g, ' ')
    .replace(/(?<![0-9a-z])[.%/-]+|[./-]+(?![0-9a-z])/g, ' ')
    .replace(/ s(?= )/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const OWN =
  /^(?:ref|newer|older|recent|later|earlier|newest|oldest|latest|earliest|only|now|same|similar|related|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|bottom|middle|last|final|first|co-?written|co-?authored|co-?wrote|involved|former|latter|page|count|date|year|meant|mean|sorted?|abstract|summary|bibtex|ris|apa|citation|cite|code|published|publication)$/i;

/** Words of a text that tell of a subject of its own. */
export function ownWords(text: string): string[] {
  return text
    .split(' ')
    .filter((word) => word !== '' && !isFiller(word) && !OWN.test(word) && !/^\d+$/.test(word));
}

const CLAUSE = /\b(?:and|but|or|so|that|which|who|when|where|because|if|while|whether|since|then|how|why)\b/g;

/** Whether a clause before the last has a subject of its own. */
export function saysBefore(before: string): boolean {
  const clause = [...before.matchAll(CLAUSE)].at(-1)?.index;
  return clause !== undefined && ownWords(before.slice(0, clause)).length > 0;
}
