import { URL as NodeUrl } from 'node:url';
import { URLSearchParams } from './url-search-params.js';

/** The global `URL`, as browsers have it; k6 has none. Node's does the work, and scripts see nothing of it. */
export class URL {
  readonly #url: NodeUrl;
  #searchParams: URLSearchParams | undefined;

  constructor(url: unknown, base?: unknown) {
    this.#url = base === undefined ? new NodeUrl(String(url)) : new NodeUrl(String(url), String(base));
  }

  get href(): string {
    return this.#url.href;
  }
  set href(value: unknown) {
    this.#url.href = String(value);
  }
  get origin(): string {
    return this.#url.origin;
  }
  get protocol(): string {
    return this.#url.protocol;
  }
  set protocol(value: unknown) {
    this.#url.protocol = String(value);
  }
  get username(): string {
    return this.#url.username;
  }
  set username(value: unknown) {
    this.#url.username = String(value);
  }
  get password(): string {
    return this.#url.password;
  }
  set password(value: unknown) {
    this.#url.password = String(value);
  }
  get host(): string {
    return this.#url.host;
  }
  set host(value: unknown) {
    this.#url.host = String(value);
  }
  get hostname(): string {
    return this.#url.hostname;
  }
  set hostname(value: unknown) {
    this.#url.hostname = String(value);
  }
  get port(): string {
    return this.#url.port;
  }
  set port(value: unknown) {
    this.#url.port = String(value);
  }
  get pathname(): string {
    return this.#url.pathname;
  }
  set pathname(value: unknown) {
    this.#url.pathname = String(value);
  }
  get search(): string {
    return this.#url.search;
  }
  set search(value: unknown) {
    this.#url.search = String(value);
  }
  /** What is changed in it changes the address, and the other way round. */
  get searchParams(): unknown {
    this.#searchParams ??= URLSearchParams.around(this.#url.searchParams);
    return this.#searchParams;
  }
  get hash(): string {
    return this.#url.hash;
  }
  set hash(value: unknown) {
    this.#url.hash = String(value);
  }

  /** Libraries tell them by it. */
  get [Symbol.toStringTag](): string {
    return 'URL';
  }

  toString(): string {
    return this.#url.href;
  }

  toJSON(): string {
    return this.#url.href;
  }
}

/** What scripts find on the class itself. */
export const urlStatics = {
  canParse: (url: unknown, base?: unknown): boolean => parsed(url, base) !== undefined,
  parse: (url: unknown, base?: unknown): unknown => parsed(url, base) ?? NO_URL,
};

/** That is the web's. */
const NO_URL = null;

function parsed(url: unknown, base: unknown): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}
