/** The port to where tokens used are written down, for all processes on one library together; implemented by the store. */
export type TokenLedger = {
  /**
   * Adds to a day's sum, where it then is at most `limit`; false where it would be more, and nothing is added.
   *
   * @param day `2026-01-31`
   */
  take(day: string, tokens: number, limit: number): Promise<boolean>;
  /** Takes back from a day's sum what was not used; a negative number adds. The sum never falls below nought. */
  giveBack(day: string, tokens: number): Promise<void>;
};
