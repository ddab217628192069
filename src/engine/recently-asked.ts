/** What was asked last with what came of it: the parts of one question ask for the same again. */
export class RecentlyAsked<Value> {
  readonly #values = new Map<string, Value>();
  readonly #limit: number;

  constructor(limit = 50) {
    this.#limit = limit;
  }

  /** @param key what the value is made of, and the state that it is made from */
  get(key: string, make: () => Value): Value {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = make();
    for (const old of this.#values.keys()) {
      if (this.#values.size < this.#limit) break;
      this.#values.delete(old);
    }
    this.#values.set(key, value);
    return value;
  }
}
