/** Values by name; a name may begin with `*`, the longest such pattern wins, exact names win over patterns. */
export class WildcardMap<T> {
  readonly #exact = new Map<string, T>();
  readonly #suffixes: { readonly suffix: string; readonly value: T }[] = [];

  constructor(entries: Iterable<readonly [string, T]>) {
    for (const [name, value] of entries) {
      const lower = name.toLowerCase();
      if (lower.startsWith('*')) this.#suffixes.push({ suffix: lower.slice(1), value });
      else this.#exact.set(lower, value);
    }
    this.#suffixes.sort((a, b) => b.suffix.length - a.suffix.length);
  }

  get(name: string): T | undefined {
    if (this.#exact.size === 0 && this.#suffixes.length === 0) return undefined;
    const lower = name.toLowerCase();
    return this.#exact.get(lower) ?? this.#suffixes.find(({ suffix }) => lower.endsWith(suffix))?.value;
  }
}
