import { failure } from '../net/failures.js';

/** What can go wrong with an HTTP request whose connection is sound. Numbers and texts are k6's. */
export const httpFailures = {
  timeout: () => failure(1050, 'request timeout'),
  http2GoAway: (code: number, text: string) => failure(numbered(1610, code), text),
  http2Stream: (code: number, text: string) => failure(numbered(1630, code), text),
  http2Connection: (code: number, text: string) => failure(numbered(1650, code), text),
  decompression: (text: string, detail = text) => failure(1701, text, detail),
};

/** The last of HTTP/2's codes; those that it does not know have no number of their own. */
const LAST_CODE = 13;
const numbered = (base: number, code: number): number => (code > LAST_CODE ? base : base + 1 + code);
