/**
 * Characters that steer a terminal, turn a line around or are not seen at all (soft hyphen, zero-width space, tags), so that two texts
 * look alike and are not; the joiners within emoji and scripts are not among them.
 */
const STEERING =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0001}-\u{e001f}]/gu;

/** Sequences by which a terminal is told colours and movements. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with one
const ANSI_SEQUENCE = /\u001b\[[0-?]*[ -/]*[@-~]/g;

/** Half of a pair of code units: no encoding but UTF-16 can hold it, and some services refuse a message with one. */
const HALF_CHARACTER = /\p{Cs}/gu;

/** A text that may be shown anywhere: no control characters but line ends, no half characters; tabs become spaces. */
export function printable(text: string): string {
  return text
    .replace(ANSI_SEQUENCE, '')
    .replace(HALF_CHARACTER, '\ufffd')
    .replace(/\r\n?/g, '\n')
    .replace(STEERING, (character) => (character === '\n' ? character : character === '\t' ? ' ' : ''));
}

/** A text on one line that may be written anywhere: no control characters, no line ends, single spaces. */
export function oneLine(text: string): string {
  return printable(text.replace(/[\s\p{Cc}]+/gu, ' ')).trim();
}
