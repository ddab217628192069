/** Readable plain text of a LaTeX fragment. */
export function toPlainText(latex: string): string {
  return latex;
}
