/**
 * Words that any study has: a question that has no others does not say which study is meant, and in its paper other words
 * may stand for them (`how many people took part`, `80 healthy subjects`).
 */
const OF_ANY_STUDY =
  /^(?:part|participants?|participated|subjects?|patients?|individuals?|persons?|volunteers?|included?|enrolled|recruited|recorded|tested|examined|analy[sz]ed|investigated|measured|collected|studied|samples?|size|large|big|main|key|results?|findings?|found|conclusions?|concluded?|methods?|approach|data|datasets?|used|compared|baselines?|limitations?|funding|funded|hypothesis|period|duration|follow-up|design|reported|achieved?|reached?|performance|accuracy|score)$/;

export function isOfAnyStudy(word: string): boolean {
  return OF_ANY_STUDY.test(word);
}
