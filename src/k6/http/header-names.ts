import { isToken } from '../../protocols/http/token.js';
import { ListsByName } from './lists-by-name.js';

/** Header names as Go writes them on HTTP/1: `x-upper-case` becomes `X-Upper-Case`. Names with odd characters stay. */
export function canonicalHeader(name: string): string {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const made = isToken(name)
    ? name.toLowerCase().replace(/(^|-)([a-z])/g, (_match, dash: string, letter: string) => dash + letter.toUpperCase())
    : name;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(name, made);
  return made;
}

const CACHE_LIMIT = 1000;
const cache = new Map<string, string>();

/** Headers of a request: names and values in turn, by canonical name, as they go out. A name may have several values. */
export class HeaderMap {
  readonly #wire: string[];

  constructor(wire: readonly string[] = []) {
    this.#wire = [...wire];
  }

  set(name: string, value: string): void {
    const canonical = canonicalHeader(name);
    const wire = this.#wire;
    const at = this.#placeOf(canonical);
    if (wire[at] !== canonical) {
      this.#insert(at, canonical, value);
      return;
    }
    wire[at + 1] = value;
    while (wire[at + 2] === canonical) wire.splice(at + 2, 2);
  }

  add(name: string, value: string): void {
    const canonical = canonicalHeader(name);
    let at = this.#placeOf(canonical);
    while (this.#wire[at] === canonical) at += 2;
    this.#insert(at, canonical, value);
  }

  /** The first value of a canonical name. */
  get(name: string): string | undefined {
    const at = this.#placeOf(name);
    return this.#wire[at] === name ? this.#wire[at + 1] : undefined;
  }

  clone(): HeaderMap {
    return new HeaderMap(this.#wire);
  }

  /** The list itself, null when there are none: whoever takes it changes no headers any more. */
  toWire(): readonly string[] | null {
    return this.#wire.length === 0 ? null : this.#wire;
  }

  /** As `response.request.headers` shows them. */
  toObject(): Record<string, string[]> {
    const lists = new ListsByName<string>();
    const wire = this.#wire;
    for (let i = 0; i < wire.length; i += 2) lists.add(wire[i]!, wire[i + 1]!);
    return lists.toObject();
  }

  /** Where a name stands or would stand. Headers are few and mostly come in order, so it is looked for from the end. */
  #placeOf(name: string): number {
    const wire = this.#wire;
    let at = wire.length;
    while (at > 0 && wire[at - 2]! >= name) at -= 2;
    return at;
  }

  #insert(at: number, name: string, value: string): void {
    const wire = this.#wire;
    if (at === wire.length) wire.push(name, value);
    else wire.splice(at, 0, name, value);
  }
}
