/** Authors say it in the comment, or in place of the abstract; no field does. */
const IN_COMMENT = /\bwithdrawn\b/i;
const IN_ABSTRACT =
  /^\s*(?:this|the|our) (?:e-?print|paper|article|submission|manuscript|work|preprint)\b[^.]{0,60}\bwithdrawn\b/i;

/** Whether a record tells that the paper was withdrawn. */
export function isWithdrawn(comment: string | undefined, abstract: string): boolean {
  return (comment !== undefined && IN_COMMENT.test(comment)) || IN_ABSTRACT.test(abstract);
}
