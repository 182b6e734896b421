import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { errors } from '../../base/errors/index.js';
import type { Host } from '../../base/host.js';
import { parseUrl, UrlError } from '../../protocols/net/url.js';
import type { FlagValues } from '../own-flags.js';
import { addressMeant, isLoadAddress } from './address.js';
import type { loadRows } from './flags.js';
import type { Body, OneLineLoad, Shape } from './load.js';

type LoadFlags = FlagValues<typeof loadRows>;

const USUAL_USERS = 10;
/** An open load needs users for all requests that are under way: as many as start in a second, within reason. */
const MOST_USERS = 10_000;
/** Those that are there from the start. */
const MOST_AHEAD = 1000;

/** Makes a load of the words and flags of a line. Throws for those that contradict each other. */
export function readLoad(urls: readonly string[], flags: LoadFlags, host: Pick<Host, 'cwd'>): OneLineLoad {
  if (urls.length === 0) throw errors.missingArgument('url', 'at least one address, such as http://localhost:3000/');
  for (const url of urls) assertAddress(url);
  const { body, contentType } = bodyOf(flags, host);
  return {
    urls,
    method: flags.method === '' ? (body === undefined ? 'GET' : 'POST') : flags.method.toUpperCase(),
    headers: headersOf(flags.header, contentType),
    body,
    timeoutMs: flags.timeout,
    expected: flags.expect,
    shape: shapeOf(flags),
  };
}

function assertAddress(url: string): void {
  if (!isLoadAddress(url)) throw errors.noAddress(url, addressMeant(url));
  try {
    parseUrl(url);
  } catch (error) {
    if (!(error instanceof UrlError)) throw error;
    throw errors.noAddress(url, undefined, error.message);
  }
}

function bodyOf(flags: LoadFlags, { cwd }: Pick<Host, 'cwd'>): { body: Body | undefined; contentType: string } {
  const bodies = { '--body': flags.body, '--body-file': flags.bodyFile, '--json': flags.json };
  assertOne(Object.entries(bodies).filter(([, text]) => text !== ''));
  if (flags.bodyFile !== '') {
    const path = resolve(cwd, flags.bodyFile);
    if (!existsSync(path)) throw errors.cannotReadFile(flags.bodyFile, new Error('there is no such file'));
    return { body: { file: path }, contentType: '' };
  }
  if (flags.json !== '') return { body: { text: flags.json }, contentType: 'application/json' };
  return { body: flags.body === '' ? undefined : { text: flags.body }, contentType: '' };
}

function headersOf(given: LoadFlags['header'], contentType: string): Record<string, string> {
  const names = given.map(([name]) => name.toLowerCase());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw errors.headerTwice(twice);
  const own = contentType === '' || names.includes('content-type') ? [] : [['Content-Type', contentType] as const];
  return Object.fromEntries([...own, ...given]);
}

function assertOne(given: readonly (readonly [flag: string, value: unknown])[]): void {
  if (given.length > 1) throw errors.contradictingFlags(given.map(([flag]) => flag));
}

function shapeOf({ connections, duration, requests, rate, users }: LoadFlags): Shape {
  const shapes = { '--requests': requests, '--rate': rate, '--users': users.length };
  assertOne(Object.entries(shapes).filter(([, value]) => value > 0));
  if (users.length > 0 && connections > 0) throw errors.contradictingFlags(['--users', '--connections']);
  const durationMs = duration;
  if (users.length > 0) return { kind: 'steps', users, durationMs };
  // More users than requests would only stand idle.
  if (requests > 0) return { kind: 'count', users: Math.min(requests, connections || USUAL_USERS), requests };
  if (rate > 0) {
    const most = connections || Math.min(MOST_USERS, Math.max(100, rate));
    return { kind: 'open', users: Math.min(most, MOST_AHEAD), most, rate, durationMs };
  }
  return { kind: 'closed', users: connections || USUAL_USERS, durationMs };
}
