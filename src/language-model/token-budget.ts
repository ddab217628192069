/** Tokens that may be used in a day, which begins at midnight UTC. */
export type TokenBudget = {
  /** Whether anything is left today. */
  isLeft(): boolean;
  /**
   * Sets tokens aside; undefined where the day has not so many left. The function is to be called once with what was
   * used in truth.
   */
  take(tokens: number): ((used: number) => void) | undefined;
};

export function createTokenBudget(perDay: number, now: () => Date): TokenBudget {
  let day = '';
  let spent = 0;

  /** Today's date; what was spent on another day is forgotten. */
  function today(): string {
    const date = now().toISOString().slice(0, 10);
    if (date !== day) {
      day = date;
      spent = 0;
    }
    return date;
  }

  return {
    isLeft() {
      today();
      return spent < perDay;
    },
    take(tokens) {
      const takenOn = today();
      if (spent + tokens > perDay) return undefined;
      spent += tokens;
      return (used) => {
        if (today() === takenOn) spent += used - tokens;
      };
    },
  };
}
