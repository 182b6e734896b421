import { text, toggle } from '../../schema/scalars.js';
import { ownFlag } from '../own-flags.js';
import { count, counts, headers, seconds, statuses } from './flag-types.js';

/** What a line says of its load. Letters are those of wrk, hey and autocannon where these agree. */
export const loadRows = {
  connections: ownFlag({
    type: count,
    fallback: 0,
    fallbackText: '10',
    short: 'c',
    help: 'users at the same time, each with a connection of its own',
  }),
  duration: ownFlag({ type: seconds, fallback: 10_000, fallbackText: '10s', short: 'dz', help: 'how long; 30 is 30s' }),
  requests: ownFlag({
    type: count,
    fallback: 0,
    fallbackText: '',
    short: 'n',
    help: 'so many requests, however long they take',
  }),
  rate: ownFlag({
    type: count,
    fallback: 0,
    fallbackText: '',
    short: 'rR',
    help: 'requests that start in each second, whatever the target does',
  }),
  users: ownFlag({
    type: counts,
    fallback: [],
    short: 'u',
    help: 'steps: these numbers of users one after another, each for the duration',
  }),
  method: ownFlag({ type: text, fallback: '', fallbackText: 'GET, with a body POST', short: 'mX', help: 'the method' }),
  header: ownFlag({ type: headers, fallback: [], short: 'H', help: 'a header; may be repeated' }),
  body: ownFlag({ type: text, fallback: '', short: 'b', help: 'the body of each request' }),
  bodyFile: ownFlag({
    type: text,
    fallback: '',
    placeholder: '<file>',
    short: 'D',
    help: 'a file that is the body of each request',
  }),
  json: ownFlag({ type: text, fallback: '', help: 'a body in JSON, with its Content-Type' }),
  timeout: ownFlag({
    type: seconds,
    fallback: 60_000,
    fallbackText: '60s',
    help: 'the longest that a request may take',
  }),
  expect: ownFlag({
    type: statuses,
    fallback: [],
    fallbackText: '200-399',
    help: 'statuses that are no failures (200,3xx,400-404); another one fails the test',
  }),
  threads: ownFlag({
    type: count,
    fallback: 0,
    fallbackText: 'one per core',
    short: 't',
    help: 'the same as --workers',
  }),
  save: ownFlag({
    type: text,
    fallback: '',
    placeholder: '<file>',
    help: 'write the same load as a script; with - to standard output, and nothing is run',
  }),
  latency: ownFlag({ type: toggle, fallback: false, help: "wrk's; percentiles are always shown" }),
};
