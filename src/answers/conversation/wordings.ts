import type { View } from './context.ts';
import { type FollowUp, IMPLIED } from './follow-up-kinds.ts';
import { OPENER, WHAT_ABOUT } from './openings.ts';
import { findReference } from './references.ts';

/** Turns known by their whole wording: the next page, a count, an order, a part of a paper. */

const NEXT =
  /^(?:(?:and )?(?:show|give|list|see|get|tell|load)?(?: me| us)? ?(?:some |any |the |are there )?(?:more|next|next (?:page|ones?|ten|few|set|results|\d+)|rest|remaining(?: ones)?|rest of (?:them|those|it|the list)|others|other ones|following)(?: (?:papers|results|of (?:them|those|these)|ones|hits|items|please))?|continue|go on|keep going|further|anything else|what else|page (?:two|2|3)|is that all|are those all|all of them|show all(?: of them)?|list (?:them )?all)$/;
const COUNT =
  /^(?:and |so )?(?:how many(?: of (?:them|those|these))?(?: (?:papers|ones|results)(?= (?:is|are|was) (?:that|it|they|those|these)| did you find))?(?: (?:is that|is it|are they|are those|are these|are there|are that|were there|was that|did you find|have you found|do you have|do we have))?(?: (?:in total|in all|altogether|total|then))?|what is the (?:count|number|total)|count(?: (?:them|those|these|it))?|(?:the )?(?:number|total)|how many in (?:total|all))$/;
const ORDERED =
  /^(?:and )?(?:(?:sort(?:ed)?|order(?:ed)?|arrange|rank|list|show)(?: (?:them|those|these|it|that|me))?(?: (?:by|in|from))?(?: (?:the )?)?)? ?(?:by )?(?:(?:publication )?(?:date|year|age|time)|chronologically|chronological order|(newest|latest|most recent)(?: ones?)?(?: first| to oldest| at the top)|(oldest|earliest)(?: ones?)?(?: first| to newest| at the top))(?: (newest|latest|oldest|earliest) first)?$/;

const PART =
  '(?:please )?(?:show|give|read|print|get|see|display|open|need|want|can i (?:see|read|have)|i (?:want|need)|send|post|quote)?(?: me| us| to me)?';
const VIEWS: readonly { readonly view: View; readonly pattern: RegExp }[] = [
  {
    view: 'citation',
    pattern:
      /^(?:(?:how (?:do|can|should|would) i|how to|i want to|let me|can i) )?(?:cite|quote as)(?: (?:REF|it|that|this|them|those))?(?: .*)?$|^(?:(?:give|show|get|need|want|i need|i want|export|copy|make|create|send|fetch|grab|provide|post|print)(?: me| us)? )?(?:REF )?(?:as |in |its |the |a |an |their )*(?:bibtex|bib|ris|apa|csl(?: json)?|citations?|reference|bibliography)(?: (?:entry|entries|style|format|file|citations?|reference))*(?: (?:of|for|to) (?:REF|it|that|this|them))?(?: (?:in|as) (?:bibtex|ris|apa|csl)(?: format| style)?)?$/,
  },
  {
    view: 'abstract',
    pattern: new RegExp(
      `^${PART} ?(?:the |its |their |whole |full |all |whats |what is )*(?:abstracts?|summary|summaries)(?: (?:of|for|from) (?:REF|it|that|this))?$|^(?:REF )(?:abstract|summary)$|^${PART} ?REF (?:abstracts?|summary)$|^(?:what does|what did|what do) REF (?:say|do|claim|show|find|propose|conclude|argue|report|contribute|present|study|tell us)$|^(?:what is|whats|what are|what was) REF (?:about|saying|doing)$|^(?:summari[sz]e|sum up|explain|describe)(?: REF)?(?: to me| for me| briefly)?$|^(?:tell me|say|know)(?: a bit| a little)?(?: some)? ?more(?: about REF| on REF)?$|^(?:tell me|read)(?: about)? REF(?: to me)?$|^(?:what is|whats) (?:REF|the) (?:main |key )?(?:idea|contribution|finding|message|point|gist)(?: of REF)?$|^read (?:REF|the abstract)$`,
    ),
  },
  {
    view: 'link',
    pattern: new RegExp(
      `^${PART} ?(?:the |its |a |any |is there a )*(?:link|links|url|urls|pdf|page|arxiv(?: (?:link|page|id|number))?|doi|address|full text|paper itself)(?: (?:of|for|to) (?:REF|it|that|this))?$|^(?:where|how) (?:can|do|could|would) (?:i|we|one) (?:read|find|get|see|download|access|look at)(?: REF)?$|^(?:what is|whats) (?:REF|the|its) (?:link|url|arxiv (?:id|number|link)|doi)(?: of REF)?$|^where is REF$`,
    ),
  },
  {
    view: 'card',
    pattern:
      /^(?:show|open|see|give|view|display|pick|take|choose|select|i want|i d like|details(?: on| of| about| for)?|more details(?: on| about)?|more (?:on|about|info on|information on))?(?: me| us)?(?: more about| the details of| details (?:of|on|about))? ?REF$|^(?:more )?(?:details|info|information)(?: please)?$|^(?:what is|whats|what was|which is|which one (?:is|was)|which was|what are) REF(?: called| titled)?$|^(?:what is |whats )?(?:the |its )?(?:title|name)(?: of REF)?$|^(?:what|which) (?:category|field|area|subject|section|arxiv category)(?: (?:is|was) REF(?: in| filed (?:in|under))?| does REF (?:have|belong to))?$|^(?:in )?(?:what|which) (?:category|field|subject) is REF(?: in)?$/,
  },
];

/** Follow-ups by their whole wording. */
export function byWording(text: string): FollowUp | undefined {
  if (COUNT.test(text)) return { does: 'count' };
  if (NEXT.test(text)) return { does: 'next' };
  const ordered = ORDERED.exec(text);
  if (ordered !== null && text !== 'date' && text !== 'year' && text !== 'age' && text !== 'time')
    return {
      does: 'order',
      order: /oldest first|oldest to|earliest first|chronological/.test(text) ? 'oldest' : 'newest',
    };
  return undefined;
}

export function viewOf(text: string): FollowUp | undefined {
  const plain = text.replace(OPENER, '').replace(WHAT_ABOUT, '');
  const found = findReference(plain);
  const marked = found === undefined ? plain : `${plain.slice(0, found.start)}REF${plain.slice(found.end)}`;
  for (const { view, pattern } of VIEWS) {
    if (pattern.test(marked))
      return { does: 'view', view, reference: found?.reference ?? IMPLIED, rest: text };
  }
  return undefined;
}
