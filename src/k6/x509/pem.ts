import { Buffer } from 'node:buffer';
import { GoError } from '../go-error.js';

const BLOCK = /^-----BEGIN ([^\r\n]*)-----[ \t]*\r?\n(.*?)^-----END \1-----/gms;
/** `Key: value` lines may stand before the data, with an empty line behind them. */
const HEADERS = /^(?:[^\r\n]*:[^\r\n]*\r?\n)+\r?\n/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The data of the first block, of whatever kind; text around it does not matter. */
export function decodePem(text: string): Buffer {
  for (const [, , body] of text.matchAll(BLOCK)) {
    const data = body!.replace(HEADERS, '').replace(/\s+/g, '');
    if (BASE64.test(data) && data.length % 4 === 0) return Buffer.from(data, 'base64');
  }
  throw new GoError('failed to decode certificate PEM file');
}
