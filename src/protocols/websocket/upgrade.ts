import { createHash, randomBytes } from 'node:crypto';
import { textOf } from '../http/bytes.js';
import { requestHead } from '../http/h1/request-head.js';
import type { ResponseHead } from '../http/h1/response-head.js';
import type { Url } from '../net/url.js';
import { OFFERED } from './deflate.js';

/** A request for a WebSocket. */
export interface UpgradeRequest {
  /** With the scheme of HTTP. */
  readonly url: Url;
  readonly host: string;
  readonly userAgent: string;
  /** Names and values in turn; none of those that the upgrade itself has. */
  readonly headers: readonly string[];
  /** Compression is offered. */
  readonly deflate: boolean;
}

/** What a server has agreed to. */
export interface Agreement {
  readonly protocol: string;
  readonly deflate: boolean;
}

/** Header names that belong to the upgrade, in Go's spelling. */
export const UPGRADE_HEADERS: readonly string[] = [
  'Upgrade',
  'Connection',
  'Sec-Websocket-Key',
  'Sec-Websocket-Version',
  'Sec-Websocket-Extensions',
];

export const newKey = (): string => randomBytes(16).toString('base64');

/** The text that asks for the upgrade, headers by name as Go sends them. */
export function upgradeHead({ url, host, userAgent, headers, deflate }: UpgradeRequest, key: string): string {
  const lines: [name: string, value: string][] = [
    ['Connection', 'Upgrade'],
    ['Sec-WebSocket-Key', key],
    ['Sec-WebSocket-Version', '13'],
    ['Upgrade', 'websocket'],
  ];
  if (deflate) lines.push(['Sec-WebSocket-Extensions', OFFERED]);
  for (let i = 0; i < headers.length; i += 2) lines.push([headers[i]!, headers[i + 1]!]);
  lines.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const request = { method: 'GET', url, host, userAgent, headers: lines.flat(), body: null, keepBody: true };
  return requestHead(request, { close: false, proxy: undefined });
}

/** What the answer agrees to; a text when it does not agree as it must. */
export function agreementOf(head: ResponseHead, key: string, offered: boolean): Agreement | string {
  const accepted = valuesOf(head, 'sec-websocket-accept')[0] ?? '';
  const agrees = hasToken(head, 'upgrade', 'websocket') && hasToken(head, 'connection', 'upgrade');
  if (head.status !== 101 || !agrees || accepted !== acceptFor(key)) return BAD_HANDSHAKE;
  const deflate = valuesOf(head, 'sec-websocket-extensions').flatMap(extensionsIn).find(isDeflate);
  const understood =
    deflate === undefined || (offered && NO_TAKEOVER.every((parameter) => deflate.includes(parameter)));
  if (!understood) return 'websocket: invalid compression negotiation';
  return { protocol: valuesOf(head, 'sec-websocket-protocol')[0] ?? '', deflate: deflate !== undefined };
}

export const BAD_HANDSHAKE = 'websocket: bad handshake';
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** What a server says to a key. */
export const acceptFor = (key: string): string =>
  createHash('sha1')
    .update(key + GUID)
    .digest('base64');

const NO_TAKEOVER = ['server_no_context_takeover', 'client_no_context_takeover'];

/** Name and parameters of each. */
const extensionsIn = (value: string): string[][] =>
  value.split(',').map((one) => one.split(';').map((part) => part.trim().toLowerCase()));
const isDeflate = ([name]: readonly string[]): boolean => name === 'permessage-deflate';

function valuesOf({ lines }: ResponseHead, lowerName: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < lines.length; i += 2) {
    if (lines[i]!.toLowerCase() === lowerName) values.push(textOf(lines[i + 1]!));
  }
  return values;
}

const hasToken = (head: ResponseHead, name: string, token: string): boolean =>
  valuesOf(head, name).some((value) => value.split(',').some((one) => one.trim().toLowerCase() === token));
