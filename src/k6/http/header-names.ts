import { isToken } from '../../protocols/http/token.js';

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

/** Headers of a request before they are put in order: values by canonical name. */
export class HeaderMap {
  readonly #values = new Map<string, string[]>();

  set(name: string, value: string): void {
    this.#values.set(canonicalHeader(name), [value]);
  }

  add(name: string, value: string): void {
    const canonical = canonicalHeader(name);
    const values = this.#values.get(canonical);
    if (values === undefined) this.#values.set(canonical, [value]);
    else values.push(value);
  }

  get(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  delete(name: string): void {
    this.#values.delete(name);
  }

  clone(): HeaderMap {
    const copy = new HeaderMap();
    for (const [name, values] of this.#values) copy.#values.set(name, [...values]);
    return copy;
  }

  /** Names and values in turn, by name; null when there are none. */
  toWire(): readonly string[] | null {
    if (this.#values.size === 0) return null;
    const wire: string[] = [];
    for (const name of [...this.#values.keys()].sort()) {
      for (const value of this.#values.get(name)!) wire.push(name, value);
    }
    return wire;
  }

  /** As `response.request.headers` shows them. */
  toObject(): Record<string, string[]> {
    return Object.fromEntries(this.#values);
  }
}
