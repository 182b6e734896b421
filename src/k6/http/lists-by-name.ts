/** Values by name, for names that scripts and servers choose: they may be `constructor` or `__proto__`. */
export class ListsByName<Value> {
  readonly #lists = new Map<string, Value[]>();

  add(name: string, one: Value): void {
    const list = this.#lists.get(name);
    if (list === undefined) this.#lists.set(name, [one]);
    else list.push(one);
  }

  toObject(): Record<string, Value[]> {
    return Object.fromEntries(this.#lists);
  }
}
