/** Characters that steer a terminal or turn a line around; the joiners within emoji and scripts are not among them. */
const STEERING = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text that may be written to a terminal: no control characters but line ends; tabs become spaces. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(STEERING, (character) => (character === '\n' ? character : character === '\t' ? ' ' : ''));
}
