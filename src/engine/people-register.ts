import type { Paper } from '../paper.ts';
import { pause } from '../time-slices.ts';
import { KeptInOrder } from './kept-in-order.ts';
import { ListedNames } from './listed-names.ts';
import { blockKeys, byPapers, groupNames, type ListedName, type Person, personOf } from './people.ts';

/**
 * Who the papers list, kept up while papers come and go: only names that a change can matter to are grouped anew.
 * {@link PeopleRegister.update} does that; until then what is read here is as it was before.
 */
export class PeopleRegister {
  readonly names = new ListedNames();
  readonly #blocks = new Map<string, Set<ListedName>>();
  readonly #changed = new Set<string>();
  readonly #persons = new Map<ListedName, Person>();
  readonly #live = new Set<Person>();
  readonly #inOrder = new KeptInOrder(byPapers);
  #updating: Promise<void> | undefined;

  add(paper: Paper): void {
    for (const listed of this.names.add(paper)) {
      for (const key of blockKeys(listed.words)) {
        this.#blocks.set(key, (this.#blocks.get(key) ?? new Set()).add(listed));
        this.#changed.add(key);
      }
    }
  }

  remove(paper: Paper): void {
    for (const listed of this.names.remove(paper)) {
      for (const key of blockKeys(listed.words)) this.#changed.add(key);
      if (listed.papers.size > 0) continue;
      this.#forget(listed);
      for (const key of blockKeys(listed.words)) {
        const block = this.#blocks.get(key);
        block?.delete(listed);
        if (block?.size === 0) this.#blocks.delete(key);
      }
    }
  }

  /** Groups what has changed. Yields to the event loop. */
  async update(): Promise<void> {
    while (this.#changed.size > 0) {
      this.#updating ??= this.#regroup().finally(() => {
        this.#updating = undefined;
      });
      await this.#updating;
    }
  }

  /** Most papers first. */
  async people(): Promise<readonly Person[]> {
    await this.update();
    return this.#inOrder.items();
  }

  person(name: string): Person | undefined {
    const listed = this.names.get(name);
    return listed === undefined ? undefined : this.#persons.get(listed);
  }

  personOf(listed: ListedName): Person | undefined {
    return this.#persons.get(listed);
  }

  async #regroup(): Promise<void> {
    for (const key of this.#changed) {
      const names = this.#connected(key);
      for (const name of names) this.#forget(name);
      for (const group of groupNames(names)) {
        const person = personOf(group);
        for (const name of group) this.#persons.set(name, person);
        this.#live.add(person);
        this.#inOrder.add(person);
      }
      await pause();
    }
  }

  /** The names that share a block with those of one block, directly or through others; their blocks are then unchanged. */
  #connected(start: string): ListedName[] {
    const found = new Set<ListedName>();
    const keys = [start];
    const seen = new Set(keys);
    for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
      this.#changed.delete(key);
      for (const name of this.#blocks.get(key) ?? []) {
        if (found.has(name)) continue;
        found.add(name);
        for (const other of blockKeys(name.words)) {
          if (seen.has(other)) continue;
          seen.add(other);
          keys.push(other);
        }
      }
    }
    return [...found];
  }

  /** A person one of whose names changes is no longer the same. */
  #forget(listed: ListedName): void {
    const person = this.#persons.get(listed);
    this.#persons.delete(listed);
    if (person !== undefined && this.#live.delete(person)) this.#inOrder.remove(person);
  }
}
