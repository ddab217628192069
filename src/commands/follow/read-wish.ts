/** What somebody wants of the bot, and not of the papers, when they write it as a plain message. */

export type Wish =
  /** To follow something: `what` as `/follow` takes it. */
  | { readonly type: 'follow'; readonly what: string }
  /** To follow something that is not said. */
  | { readonly type: 'offer' }
  /** To follow what was spoken of just now. */
  | { readonly type: 'follow-this' }
  | { readonly type: 'following' }
  /** To stop following; `rule` is what they called it, empty for no name. */
  | { readonly type: 'unfollow'; readonly rule: string }
  /** To keep a paper that was shown: the one in view, the one in this place, from 1 (-1: the last), or the one with this number. */
  | { readonly type: 'save'; readonly place?: number; readonly number?: number }
  | { readonly type: 'saved' }
  | { readonly type: 'new' }
  /** Why the paper that was shown was announced, or not. */
  | { readonly type: 'why' };

const MAX_LENGTH = 300;

const POLITE =
  /^(?:(?:hi|hey|hello|please|pls|ok(?:ay)?|thanks|thank you|and|so|now|can you|could you|would you|will you|i(?:'d| would) like (?:you )?to|i want (?:you )?to|i(?:'d| would) like|we(?:'d| would) like to|we want to|let(?:'s| us)|labrarian)[,:!]?\s+)+/i;
const CLOSING = /(?:[\s,]+(?:please|pls|thanks|thank you|for me|for us|here|in this channel|from now on))+$/i;

/** `follow Ada Okafor`, `notify me about new papers on roots`. What follows up is another thing. */
const FOLLOW =
  /^(?:follow(?!\s*-?\s*ups?\b)|subscribe(?: me| us)? to|(?:notify|alert|ping) (?:me|us) (?:about|of|on|when(?:ever)? there (?:are|is)|for)|keep (?:me|us) (?:posted|updated|informed|up to date) (?:on|about|of|with)|let (?:me|us) know (?:about|of|when(?:ever)? there (?:are|is))|(?:send|post|tell) (?:me|us) (?:all )?(?:new|the newest|the latest) (?:papers|publications|preprints|articles)(?= (?:about|on|by|from|of|in) .*\b(?:daily|weekly|every|each|once they|as soon as|when they|whenever)\b))\s+(.+)$/i;
const THIS =
  /^(?:this|that|it|them|these|those|him|her|this (?:topic|search|author|person|category|one)|that (?:topic|search|author|person|category|one)|these papers|those papers|what i just searched(?: for)?)$/i;

const FOLLOWING = [
  /^(?:what|which (?:topics|authors|papers|things|rules)|who(?:m)?)(?:'s| is| am| are| do| does)?\s+(?:i|we|you|this channel|the channel|being|everybody)?\s*(?:follow(?:ing|ed|s)?|subscribed to|announc(?:e|ing|ed))(?: here| in this channel| right now| at the moment)*$/i,
  /^(?:show|list)(?: me)? (?:what i follow|(?:my|our|the|all) (?:subscriptions|rules|followed (?:topics|authors)))$/i,
  /^(?:my|our) subscriptions$/i,
];

const UNFOLLOW =
  /^(?:unfollow|unsubscribe(?: me| us)?(?: from)?|(?:stop|quit) (?:following|announcing|notifying (?:me|us)(?: (?:about|of|on))?|telling (?:me|us)(?: (?:about|of))?|posting(?: (?:about|new papers (?:about|on|by)))?|(?:the )?announcements|(?:the )?(?:daily |weekly )?digests?)|no more (?:announcements|digests?)|(?:don't|do not) follow)(?:\s+(.+))?$/i;

const PLACES: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  last: -1,
};
const SAVE =
  /^(?:save|bookmark|keep)(?: the)? (?:(this|that|it|paper|this one|that one|this paper|that paper)|(first|second|third|fourth|fifth|last)(?: one| paper)?|(?:number |no\.? ?|#)?(\d{1,2}))(?: (?:to|on|in) my (?:reading )?list| for later)*$/i;
const SAVED = [
  /^(?:what|which papers?) (?:have i|did i|i(?:'ve| have)) saved?$/i,
  /^(?:(?:show|list)(?: me)? )?my (?:saved papers?|bookmarks|reading list)$/i,
];

const NEW = [
  /^(?:is there |are there |was there |do you have |have you got )?any(?:thing| papers?)? new(?: papers?)?(?: (?:today|this morning|since yesterday|here))*$/i,
  /^(?:what(?:'s| is)|whats) new(?: (?:today|this morning|since yesterday|here|in the library))*$/i,
  /^(?:any news|news|new papers|any new papers)(?: (?:today|this morning|since yesterday))?$/i,
  /^why (?:is|was|are|were) there (?:no|nothing) (?:announcements?|new papers?|new|digests?)(?: (?:today|this morning|yesterday))?$/i,
];
const WHY =
  /^why (?:was|is|wasn't|isn't|did you|didn't you) (?:this|that|it)(?: paper| one)? (?:not )?(?:announced|posted|told|here|sent)$|^why did you (?:not )?(?:announce|post|send|tell (?:me|us)) (?:this|that|it)(?: paper| one)?$/i;

const PAPERS =
  /^(?:all |any |the |every )*(?:(?:new|newest|latest|recent|coming|future) )*(?:papers?|publications?|preprints?|articles?|works?|anything|everything|stuff)(?: new)? (about|on|by|from|of|in) (.+)$/i;

/** What to follow, as `/follow` takes it: `new papers by Okafor` is a person, `papers on roots` are words. */
export function withoutPapers(words: string): string {
  const [, preposition = '', rest = ''] = PAPERS.exec(words) ?? [];
  if (preposition === '') return words;
  if (!/^(?:by|from)$/i.test(preposition)) return rest;
  const [, name = rest, schedule = ''] =
    /^(.*?)(\s+(?:daily|weekly|every|each|on|at)\b.*)?$/i.exec(rest) ?? [];
  return `author:${/\s/.test(name) ? `"${name.replaceAll('"', '')}"` : name}${schedule}`;
}

/**
 * Reads a plain message; undefined for whatever is a question about papers. Only whole messages of these forms are read, since
 * a question may begin with any of their words.
 */
export function readWish(message: string): Wish | undefined {
  if (message.length > MAX_LENGTH || message.includes('\n')) return undefined;
  const text = message
    .trim()
    .replace(/[’‘]/g, "'")
    .replace(/[?!.\s]+$/, '')
    .replace(POLITE, '')
    .replace(CLOSING, '');
  const isOneOf = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(text));
  if (isOneOf(FOLLOWING)) return { type: 'following' };
  const stopped = UNFOLLOW.exec(text);
  if (stopped !== null) return { type: 'unfollow', rule: (stopped[1] ?? '').trim() };
  const followed = FOLLOW.exec(text)?.[1]?.trim();
  if (followed !== undefined)
    return THIS.test(followed) ? { type: 'follow-this' } : { type: 'follow', what: withoutPapers(followed) };
  if (/^(?:follow|subscribe)$/i.test(text)) return { type: 'offer' };
  const saved = SAVE.exec(text);
  if (saved !== null) {
    const [, , ordinal, number] = saved;
    if (number !== undefined) return { type: 'save', number: Number(number) };
    const place = PLACES[ordinal?.toLowerCase() ?? ''];
    return place === undefined ? { type: 'save' } : { type: 'save', place };
  }
  if (isOneOf(SAVED)) return { type: 'saved' };
  if (isOneOf(NEW)) return { type: 'new' };
  return WHY.test(text) ? { type: 'why' } : undefined;
}
