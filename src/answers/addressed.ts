/** Whom a message addresses besides the bot: `@here`, `<@U123>`, `<@&456>`, `@ada`. It is no part of the question. */

/** As Discord and Slack write people, roles, groups and channels. */
const WRITTEN = /<(?:@[!&]?|#|!)[\w^-]+(?:\|[^<>]*)?>/g;
/** A name after a word that asks for somebody's papers is meant: `papers by @ada`. */
const MEANT = /(?<=\b(?:by|of|from|with|and|or|not|von|mit) )@(?=\p{L})/giu;
const TYPED = /(?<![^\s(,])@[\p{L}\p{N}][\p{L}\p{N}._-]*,?/gu;

/** The question without those it addresses; as it is where nothing else is left. */
export function withoutAddressed(question: string): string {
  if (!/[@<]/.test(question)) return question;
  const rest = question
    .replace(WRITTEN, ' ')
    .replace(MEANT, '')
    .replace(TYPED, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[?!.,])/g, '')
    .replace(/^[\s,:]+|[\s,]+$/g, '');
  return /[\p{L}\p{N}]/u.test(rest) ? rest : question;
}
