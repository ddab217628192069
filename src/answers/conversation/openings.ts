/** How turns begin that go on from another, as patterns over plain folded words. */

export const POLITE =
  /^(?:(?:ok|okay|thanks|thank you|great|cool|nice|hm+|well|so|please|alright|right|fine|good|yes|yeah|oh|ah|hey|um|can you|could you|would you|will you|now|then|interesting|perfect)\b ?(?:(?:show|tell|give) me(?= (?:only|just|more|newer|older)))? ?)+/;
export const CLOSING = /(?: (?:please|thanks|thank you|then|though|exactly|again|instead|pls|plz))+$/;
export const CORRECTION =
  /^(?:no|nope|nah|sorry|actually|wait|not (?:that|this|those)(?: one| ones)?|wrong (?:one|paper|person)|i (?:mean|meant|was (?:thinking|talking|asking) (?:of|about)))\b/;
export const CORRECTED =
  /^(?:(?:no|nope|nah|sorry|actually|wait|not (?:that|this|those|him|her|them)(?: one| ones)?|wrong (?:one|paper|person)|i (?:mean|meant|was (?:thinking|talking|asking) (?:of|about)|wanted|want|said)|make (?:it|that)|rather|the)\b ?)+/;
export const OPENER = /^(?:and|but|also|or|plus|as well as)\b ?/;
export const WHAT_ABOUT =
  /^(?:and |but )?(?:what about|how about|what of|same (?:thing |question )?(?:for|with|but)|the same (?:for|with|but)|and for|how is it (?:for|with)|try|repeat (?:that|it) (?:for|with))\b ?/;
export const ONLY =
  /^(?:and )?(?:show |give |list |keep |take |want |leave )?(?:me )?(?:only|just|limit(?:ed)?(?: it| them| that| this| those)? to|restrict(?:ed)?(?: it| them| that| this| those)? to|narrow(?: it| that| them| this)?(?: down)? to|narrow down|filter(?: it| that| them| those| these)?(?: (?:by|to|for|on))?)\b ?/;
export const DROP =
  /^(?:and )?(?:but )?(?:without|except(?: for)?|excluding|exclude|drop|remove|leave out|not|skip|minus)\b ?/;
export const PREPOSITION =
  /^(?:in|from|of|since|before|after|by|with|without|about|on|until|till|during|between|published|written|released|having|using|prior to|newer than|older than|later than|earlier than)\b/;
export const ANY =
  /^(?:(?:are|is|was|were) there |do you have |have you (?:got )?|got |show me |give me )?(?:any|ones|some|the ones|those|these|which|which ones|which one|which of (?:them|those|these)|any of (?:them|those|these)|are any(?: of (?:them|those|these))?|is any(?: of (?:them|those|these))?|do any(?: of (?:them|those|these))?|does any(?: of (?:them|those|these))?)(?: ones?)?(?: that)?(?: (?:are|is|was|were|have|has|come|comes|do|does))?(?: (?:have|come))?\b ?/;
export const A_PAPER =
  /\b(?:papers|publications|preprints|articles|studies)\b|\b(?:a|any|which|what|the|one|some) (?:paper|study|article|preprint)\b/;
