import { epochMs } from '../../base/clock.js';
import { dataOf } from '../bytes.js';
import type { MakeModule, VuContext } from '../context.js';
import { GoError } from '../go-error.js';
import { makeNatives, type Waiting } from '../natives.js';
import { current } from '../suspension.js';
import { AsyncRequest } from './async-request.js';
import { Batch } from './batch.js';
import { BlockingRequest } from './blocking-request.js';
import { HTTP_CONSTANTS } from './constants.js';
import { CookieJarObject } from './cookie-jar-object.js';
import { ExpectedStatuses, expectedStatuses } from './expected-statuses.js';
import { FileData } from './form.js';
import { HttpThread } from './http-thread.js';
import { HttpVu } from './http-vu.js';
import { httpNatives } from './natives.js';
import { addNavigation } from './navigation.js';
import { urlTemplate } from './url-template.js';

addNavigation();

/** `k6/http` for one VU. Only what keeps state differs between VUs; the rest is one object for all of them. */
export const makeHttp: MakeModule = (vu) => {
  // In init code, so that nothing of the thread's preparation is in the first request's times.
  HttpThread.of(vu.thread);
  return { ...SHARED, ...exportsOf(vu) };
};

const exportsOf = (vu: VuContext) => ({
  asyncRequest: (method: unknown, url: unknown, body?: unknown, params?: unknown) =>
    new AsyncRequest(HttpVu.of(vu), { method, url, body, params }).promise,
  cookieJar: () => {
    if (vu.stage === 'init') throw new GoError('Getting cookie jars in the init context is not supported');
    return new CookieJarObject(HttpVu.of(vu).jar);
  },
  setResponseCallback: (...given: [callback?: unknown]) => {
    HttpVu.of(vu).responseCallback = givenCallback(given);
  },
});

/** Nothing and null are no expectation; undefined, which a misspelt name gives, is a fault. */
function givenCallback(given: readonly unknown[]): ExpectedStatuses | null {
  const [callback] = given;
  if (given.length === 0 || callback === null) return null;
  if (callback instanceof ExpectedStatuses) return callback;
  throw new GoError('unsupported argument, expected http.expectedStatuses');
}

const withBody = (name: string, method: string): Waiting => ({
  make: (url: unknown, body: unknown, params: unknown) =>
    new BlockingRequest(`http.${name}()`, { method, url, body, params }),
});

const withoutBody = (name: string, method: string): Waiting => ({
  make: (...args: unknown[]) => {
    const [url, params] = args;
    if (args.length > 2) {
      const text = `${name} requests cannot have a body; the third argument of http.${name}() is ignored`;
      current.vu?.thread.log.warn(text);
    }
    return new BlockingRequest(`http.${name}()`, { method, url, body: null, params });
  },
});

const SHARED = {
  ...makeNatives('http.', httpNatives.exports, {
    get: withoutBody('get', 'GET'),
    head: withoutBody('head', 'HEAD'),
    post: withBody('post', 'POST'),
    put: withBody('put', 'PUT'),
    patch: withBody('patch', 'PATCH'),
    del: withBody('del', 'DELETE'),
    options: withBody('options', 'OPTIONS'),
    request: {
      make: (method: unknown, url: unknown, body: unknown, params: unknown) =>
        new BlockingRequest('http.request()', { method, url, body, params }),
    },
    batch: { make: (...given: unknown[]) => new Batch(given) },
  }),
  url: urlTemplate,
  /** A file without a name is called by its time in nanoseconds. */
  file: (data: unknown, filename?: unknown, contentType?: unknown) => {
    // A misspelt variable must not go out as `undefined`.
    dataOf(data);
    return new FileData(
      data,
      filename === undefined ? `${epochMs()}000000` : String(filename),
      String(contentType ?? 'application/octet-stream'),
    );
  },
  CookieJar: CookieJarObject,
  expectedStatuses,
  ...HTTP_CONSTANTS,
};
