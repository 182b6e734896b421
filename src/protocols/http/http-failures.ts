import { failure } from '../net/failures.js';

/** What can go wrong with an HTTP request whose connection is sound. Numbers and texts are k6's. */
export const httpFailures = {
  timeout: () => failure(1050, 'request timeout'),
  http2GoAway: (code: number, text: string) => failure(1611 + code, text),
  http2Stream: (code: number, text: string) => failure(1631 + code, text),
  http2Connection: (code: number, text: string) => failure(1651 + code, text),
  decompression: (text: string, detail = text) => failure(1701, text, detail),
};
