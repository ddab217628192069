import type { Intent } from '../interpretation.ts';

const PAPERS = '(?:papers?|publications?|preprints?|articles?)';

type Rule = { readonly intent: Intent; readonly pattern: RegExp };

/** Matched against the folded question, first to last; the first that fits decides. */
const RULES: readonly Rule[] = [
  {
    intent: 'greeting',
    pattern: /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks|thank you|cheers)(?: \w+)?$/,
  },
  {
    intent: 'help',
    pattern: /^(?:help|what can you do|how do you work|how does this work|who are you|what are you)$/,
  },
  {
    intent: 'untold',
    pattern:
      /\b(?:h[- ]?index|i10|e[- ]?mail|phone|telephone|contact details|homepage|impact factor|citation counts?|how many citations|how (?:often|many times) (?:has|have|was|were|is|are) .{1,80}? cited|when (?:was|were) \w+(?: \w+)? born|how old (?:is|are)|(?:what s|what is|whats|how is|hows) the weather)\b/,
  },
  { intent: 'untold', pattern: /\bwho (?:funded|sponsored|financed|paid for|reviewed|won)\b/ },
  {
    intent: 'untold',
    pattern:
      /\b(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|4th|5th|6th|7th|8th|9th|10th|last|senior|corresponding|final) author\b/,
  },
  {
    intent: 'untold',
    pattern:
      /\b(?:which|what|where|at which|in which|at what) (?:\w+ )?(?:conference|journal|venue|workshop|proceedings)\b|\b(?:presented|accepted|appear(?:ed)?) at\b/,
  },
  {
    intent: 'count',
    pattern: new RegExp(
      `\\b(?:how many|number of|count)(?: (?:of|the|these|those|your|our|all|different|\\w+)){0,3}? ${PAPERS}\\b|\\bhow many (?:are|do you have|are there|have)\\b|\\bhow (?:many|often) (?:has|did|have) (?:\\w+ ){1,4}(?:published|written|listed)\\b`,
    ),
  },
  {
    intent: 'who',
    pattern:
      /\bwho (?:wrote|is behind|made|did|are the authors|is the author|authored|published|came up|developed|proposed|introduced|created)\b|\bauthors?(?: of| on| for)?\b.*\?|\bwho(?:s| is| are)?(?: the)?(?: \w+)? authors?\b|\bauthors$|\bwritten by whom\b|\bby whom\b|\bwho wrote\b|\bauthor list\b/,
  },
  {
    intent: 'when',
    pattern:
      /\bwhen (?:was|were|did|is)\b|\b(?:publication|release) date\b|\bwhat (?:date|year|month)\b|\bwhich (?:year|month)\b|\bdate of\b/,
  },
  {
    intent: 'define',
    pattern:
      /\b(?:stands?|standing|short|abbreviat\w*|acronym|spell(?:ed|s)? out|expand\w*|full form|long form)\b|\bwhat (?:does|do|is|are|s) [\w./-]+(?: \w+){0,5}? (?:mean|refer|denote)\b|\bmeaning of\b|^(?:whats|what is|what s|what are|define|definition of) [\w./-]+(?: in .*)?$/,
  },
  {
    intent: 'code',
    pattern:
      /\b(?:where|link|url|address|github|gitlab|repo|repository|repositories)\b.*\b(?:code|github|repo|repository|implementation|source|link)\b|\b(?:code|github|repo|repository) (?:for|of|link|url|to)\b|\b(?:repo|repository)\b|\bgithub\b|\bcode$/,
  },
  {
    intent: 'find',
    pattern: new RegExp(
      `\\b(?:which|what|any|a|the|that|one|some) (?:\\w+ )?${PAPERS}\\b|\\b(?:is|are) there (?:a|any|some|something|anything|${PAPERS})\\b|\\b(?:which|what) (?:one|work|study|method|was that|was it)\\b|\\b(?:looking for|search(?:ing)? for|i m after|im after|after the|i want the one|i want the|got an?|do you have|got any|anything (?:on|about)|something (?:on|about|that|like))\\b|\\bwhere does that come from\\b|\\bwhat s it called\\b|\\bhas any(?:one|body)\\b|\\bwho (?:shows|proved|showed|argues)\\b|\\bwas that\\b|\\b(?:paper|study)$`,
    ),
  },
  {
    intent: 'fact',
    pattern: /\b(?:how|what|which|why|where|when|whats|does|do|did|is|are|was|were|can|by how)\b/,
  },
];

/** What the question wants, before its constraints are known. `find` where nothing tells. */
export function recogniseIntent(text: string): Intent {
  return RULES.find(({ pattern }) => pattern.test(text))?.intent ?? 'find';
}
