import type { Intent } from '../interpretation.ts';

const PAPERS = '(?:papers?|publications?|preprints?|articles?)';

const GIVE =
  '(?:please |can you |could you |would you |i want |i d like |i need )?(?:give|show|write|make|provide)?(?: me| us)?(?: an?| the)?(?: short| brief| quick| little)?';
const PUBLISH =
  '(?:publish\\w*|released?|appear\\w*|com(?:e|ing) out|came out|out|written|submitted|announced|posted|uploaded|put out|put online|online|listed|dated)';

type Rule = { readonly intent: Intent; readonly pattern: RegExp };

const SEVERAL =
  /\b(?:papers|publications|preprints|articles|works|studies|all|everything|list)\b|^(?:which|what) ones\b/;

/** Matched against the folded question, first to last; the first that fits decides. */
const RULES: readonly Rule[] = [
  {
    intent: 'greeting',
    pattern:
      /^(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: \w+)?$|^(?:(?:ok|okay|great|perfect|super|cool|nice|good|wonderful|awesome|alright|well|many) )*(?:thanks|thank you|thx|cheers|bye|goodbye|see you)(?: (?:a lot|so much|very much|a million|again|all|bye|goodbye|(?:that|this) (?:helps|helped|is (?:great|perfect|all|it|enough))(?: a lot)?|for (?:your|the) \w+|\w+))?$|^that (?:is|was) (?:all|it)(?: (?:thanks|thank you))?$/,
  },
  {
    intent: 'help',
    pattern: /^(?:help|what can you do|how do you work|how does this work|who are you|what are you)$/,
  },
  {
    intent: 'off-topic',
    pattern:
      /\b(?:h[- ]?index|i10|e[- ]?mail|phone|telephone|contact details|homepage|impact factor|citation counts?|how many citations|how (?:often|many times) (?:has|have|was|were|is|are) .{1,80}? cited|when (?:was|were) \w+(?: \w+)? born|(?:what s|what is|whats|how is|hows) the weather)\b/,
  },
  { intent: 'off-topic', pattern: /\bwho (?:funded|sponsored|financed|paid for|reviewed|won)\b/ },
  { intent: 'off-topic', pattern: /\bcorresponding author\b/ },
  {
    intent: 'off-topic',
    pattern:
      /\b(?:which|what|where|at which|in which|at what) (?:\w+ )?(?:conference|journal|venue|workshop|proceedings)\b|\b(?:presented|accepted|appear(?:ed)?) at\b/,
  },
  {
    intent: 'overview',
    pattern: new RegExp(
      `^${GIVE} ?(?:overview|summary|survey|digest)(?: of| on| about| over)?\\b(?! paper)|^(?:please |can you |could you )?(?:summari[sz]e|sum up)\\b|\\bwhat (?:do|does|is|are) (?:we|you|the|these|your|our|this)(?: \\w+)? (?:know|known|say|tell)(?: us| me)?(?: about| on)\\b|^(?:tell me|what can you tell me)(?: more| something| everything)? about\\b|\\bstate of (?:the )?research (?:on|in)\\b`,
    ),
  },
  {
    intent: 'compare',
    pattern:
      /^(?:please |can you |could you )?(?:compare|contrast)\b|\b(?:which|what) (?:one |paper |of (?:the|these|them)(?: two)? )?(?:is|was|came|appeared|came out)(?: the)? (?:older|newer|earlier|later|first|more recent)\b|\b(?:difference|differences) between\b|\bhow (?:do|does|is|are|did) .{1,80} (?:differ|different|compare)\b|\bhave in common\b|\b(?:vs|versus)\b|\b(?:older|newer|earlier|later|more recent) than\b/,
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
      /^who (?:has|had) (?:\S+ ){1,6}?(?:made|written|published|developed|proposed|introduced|created)$|\bwho (?:has |have |had )?(?:wrote|written|is behind|made|did|are the authors|is the author|authored|published|came up|developed|proposed|introduced|created)\b|\bauthors?(?: of| on| for)?\b.*\?|\bwho(?:s| is| are)?(?: the)?(?: \w+)? authors?\b|\bauthors$|\bwritten by whom\b|\bby whom\b|\bwho wrote\b|\bauthor list\b/,
  },
  {
    intent: 'when',
    pattern: new RegExp(
      `\\b(?:when|what (?:date|year|month|day)|which (?:date|year|month|day))\\b.*\\b${PUBLISH}\\b|\\b(?:publication|release|submission) (?:date|year)\\b|\\bdate of (?:the )?(?:publication|release)?\\b|\\bhow old is\\b|^when (?:was|is) (?:the )?(?:\\S+ ){1,6}?(?:from|paper)?$|\\bwhen (?:was|were|did) .*\\b(?:made|done|introduced|proposed|presented|created|developed)\\b`,
    ),
  },
  {
    intent: 'define',
    pattern:
      /\b(?:stand(?:s|ing)? (?:for|4)|stands?$|short (?:for|form|name)|abbreviat\w*|acronym|spell(?:ed|s)? out|expand\w*|full form|long form)\b|\bwhat (?:does|do|is|are|s) [\w./-]+(?: \w+){0,5}? (?:mean|refer|denote)\b|\bmeaning of\b|^(?:whats|what is|what s|what are|define|definition of) [\w./-]+(?: in .*)?$|^(?:please |can you )?define\b|^(?:whats|what is|what s|what are|explain|what is meant by|what do you mean by) (?:an? |the )?[\w./-]+(?: (?!(?:of|for|in|on|by|with|from|to|and|about|papers?)\b)[\w./-]+){1,3}$/,
  },
  {
    intent: 'code',
    pattern:
      /\b(?:where|link|url|address|github|gitlab|repo|repository|repositories)\b.*\b(?:code|github|repo|repository|implementation|source|link)\b|\b(?:code|github|repo|repository) (?:for|of|link|url|to)\b|\b(?:repo|repository)\b|\bgithub\b|\bcode$/,
  },
  {
    intent: 'find',
    pattern: new RegExp(
      `\\b(?:which|what|any|a|one|some) (?:\\w+ )?${PAPERS}\\b|\\b(?:like|want|need|find|for|me|after|remember) (?:the|that) (?:\\w+ )?${PAPERS}\\b|^(?!(?:which|what|how|where|when|why|did|does|do|is|was|are|were|has|can)\\b).*\\b(?:the|that) (?:\\w+ )?${PAPERS}\\b|\\b(?:is|are) there (?:a|any|some|something|anything|${PAPERS})\\b|\\b(?:which|what) (?:one|work|study|method|was that|was it)\\b|\\b(?:looking for|search(?:ing)? for|i m after|im after|after the|i want the one|i want the|got an?|do you have|got any|anything (?:on|about|that|like)|something (?:on|about|that|like))\\b|\\bwhere does that come from\\b|\\bwhat s it called\\b|\\bhas any(?:one|body)\\b|\\bwho (?:shows|proved|showed|argues)\\b|\\bwas that\\b|^(?!(?:which|what|how|who|where|when|why|did|does|do|is|was|are|were|has|can)\\b).*\\b(?:paper|study)$`,
    ),
  },
  {
    intent: 'find',
    pattern:
      /^(?:an? |some(?:body|one|thing) |any(?:body|one|thing) )|\bwhat (?:do (?:we|you) have|have (?:we|you)(?: got)?|is there|s there|can you find) (?:on|about|for|regarding)\b|^(?:which|what) (?:model|approach|framework|technique|algorithm|tool|system) (?:can|could|lets?|helps?|allows?|handles?)\b|^how (?:can|could|would|does|do) (?:one|i|we|you|somebody|someone)\b/,
  },
  {
    intent: 'yes-no',
    pattern:
      /^(?:and |so |but |then )?(?:does|do|did|is|are|was|were|has|have|had|can|could|should|will|would|may|must)(?:n ?t)?\b/,
  },
  {
    intent: 'fact',
    pattern: /\b(?:how|what|which|why|where|when|whats|does|do|did|is|are|was|were|can|by how)\b/,
  },
];

export type AskedIntent = {
  readonly intent: Intent;
  /** The words that tell; empty where none does. */
  readonly words: string;
};

/** What the question wants, before its constraints are known. `find` where nothing tells. */
export function recogniseIntent(text: string): AskedIntent {
  for (const { intent, pattern } of RULES) {
    const match = pattern.exec(text);
    if (match !== null) return { intent, words: match[0].trim() };
  }
  return { intent: 'find', words: '' };
}

/** Whether several papers are asked for. */
export function asksForSeveral(text: string): boolean {
  return SEVERAL.test(text);
}
