import { parseDuration } from '../../base/duration.js';
import type { TagSet } from '../../metrics/tags.js';
import { goType } from '../bytes.js';
import { GoError } from '../go-error.js';
import { tagsWith } from '../tag-values.js';
import { packBody, sentBody } from './body.js';
import { compress } from './compression.js';
import { CookieJarObject } from './cookie-jar-object.js';
import { readResponseCallback } from './expected-statuses.js';
import { canonicalHeader, HeaderMap } from './header-names.js';
import type { HttpVu } from './http-vu.js';
import type { AuthScheme, RequestCookie, RequestPlan, ResponseType } from './request-plan.js';
import { RequestProblem } from './request-problem.js';
import { readUrlArgument } from './url-template.js';

/** Go's default for k6: a minute, the body included. */
const DEFAULT_TIMEOUT_MS = 60_000;

type Draft = { -readonly [Key in keyof RequestPlan]: RequestPlan[Key] };

/** Reads the arguments of a request. Throws a RequestProblem for those that make none. */
export function planRequest(vu: HttpVu, method: string, url: unknown, body: unknown, params: unknown): RequestPlan {
  const target = readUrlArgument(url);
  const { context } = vu;
  const { options } = context.thread;
  const draft: Draft = {
    method,
    url: target.url,
    name: target.name,
    given: null,
    body: null,
    headers: null,
    host: '',
    userAgent: options.userAgent,
    cookies: NO_COOKIES,
    jar: vu.jar,
    tags: context.tags,
    auth: '',
    timeoutMs: DEFAULT_TIMEOUT_MS,
    maxRedirects: options.maxRedirects,
    redirectsGiven: vu.thread.redirectsGiven,
    responseType: options.discardResponseBodies ? 'none' : 'text',
    expected: vu.responseCallback,
    throws: options.throw,
  };
  const warn = (message: string): void => context.thread.log.warn(message);
  const packed = packBody(body, warn);
  draft.given = packed.bytes;
  draft.body = sentBody(method, packed.bytes);
  if (params !== null && params !== undefined) readParams(draft, params as Record<string, unknown>, warn);
  if (packed.contentType !== '') {
    draft.headers ??= new HeaderMap();
    if (draft.headers.get('Content-Type') === undefined) draft.headers.set('Content-Type', packed.contentType);
  }
  return draft;
}

const NO_COOKIES: readonly RequestCookie[] = [];

function readParams(draft: Draft, params: Record<string, unknown>, warn: (message: string) => void): void {
  if (typeof params !== 'object') return;
  for (const key of Object.keys(params)) READERS[key]?.(draft, params[key], warn);
  const { compression } = params;
  // After the headers: it adds one.
  if (typeof compression === 'string' && compression !== '') compressBody(draft, compression);
}

type Reader = (draft: Draft, value: unknown, warn: (message: string) => void) => void;

/** One per parameter; others are ignored, as in k6. */
const READERS: Readonly<Record<string, Reader | undefined>> = Object.assign(Object.create(null) as object, {
  headers: readHeaders,
  cookies: (draft: Draft, value: unknown) => {
    if (value === null || value === undefined) return;
    draft.cookies = Object.entries(value)
      .filter(([, cookie]) => cookie !== null && cookie !== undefined)
      .map(([name, cookie]) => cookieOf(name, cookie));
  },
  jar: (draft: Draft, value: unknown) => {
    draft.jar = CookieJarObject.behind(value) ?? draft.jar;
  },
  tags: (draft: Draft, value: unknown) => {
    if (value === null || value === undefined) return;
    draft.tags = requestTags(draft.tags, value);
    const name = (value as Record<string, unknown>).name;
    if (name !== undefined && name !== null) draft.name = String(name);
  },
  auth: (draft: Draft, value: unknown) => {
    draft.auth = String(value ?? '') as AuthScheme;
  },
  timeout: (draft: Draft, value: unknown) => {
    draft.timeoutMs = timeoutOf(value);
  },
  redirects: (draft: Draft, value: unknown) => {
    const count = Number(value);
    draft.maxRedirects = Number.isFinite(count) ? Math.trunc(count) : 0;
    draft.redirectsGiven = true;
  },
  responseType: (draft: Draft, value: unknown) => {
    if (value !== 'text' && value !== 'binary' && value !== 'none' && value !== '') {
      throw new RequestProblem(`${String(value)} does not belong to ResponseType values`);
    }
    draft.responseType = value === '' ? 'text' : (value as ResponseType);
  },
  responseCallback: (draft: Draft, value: unknown) => {
    draft.expected = readResponseCallback(value);
  },
  throw: (draft: Draft, value: unknown) => {
    draft.throws = Boolean(value);
  },
});

function readHeaders(draft: Draft, value: unknown, warn: (message: string) => void): void {
  if (!isObject(value) && typeof value !== 'string') return;
  // A text has its letters by their places.
  for (const key of Object.keys(value)) {
    const text = String((value as Record<string, unknown>)[key]);
    switch (canonicalHeader(key)) {
      case 'Host':
        draft.host = text;
        break;
      case 'User-Agent':
        draft.userAgent = text;
        break;
      case 'Content-Length':
        if (text !== String(draft.body?.length ?? 0)) {
          warn(`a Content-Length of ${text} was given for a body of ${draft.body?.length ?? 0} bytes; it is ignored`);
        }
        break;
      case 'Transfer-Encoding':
      case 'Trailer':
        // How a body goes out is not the script's to say: its length is always known and sent.
        break;
      default:
        draft.headers ??= new HeaderMap();
        draft.headers.set(key, text);
    }
  }
}

/** Without a time there is no limit that could be kept: it is over at once, as in k6. */
function timeoutOf(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : 0;
  const timeoutMs = parseDuration(value);
  if (timeoutMs !== undefined) return timeoutMs;
  const reason =
    typeof value === 'string'
      ? `time: invalid duration ${JSON.stringify(value)}`
      : `unable to use type ${goType(value)} as a duration value`;
  throw new RequestProblem(`invalid timeout value: ${reason}`);
}

function requestTags(base: TagSet, tags: unknown): TagSet {
  try {
    return tagsWith(base, tags);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new RequestProblem(`invalid HTTP request metric tags: ${error.message}`);
  }
}

function cookieOf(name: string, value: unknown): RequestCookie {
  if (!isObject(value) || Array.isArray(value)) return { name, value: String(value), replace: false };
  return { name, value: String(value.value ?? ''), replace: Boolean(value.replace) };
}

function compressBody(draft: Draft, compression: string): void {
  if (draft.body === null) return;
  const schemes = compression.split(',').map((scheme) => scheme.trim());
  draft.body = compress(draft.body, schemes);
  draft.headers ??= new HeaderMap();
  if (draft.headers.get('Content-Encoding') === undefined) draft.headers.set('Content-Encoding', schemes.join(', '));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
