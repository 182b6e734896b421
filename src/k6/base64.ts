import type { Buffer } from 'node:buffer';

/** Base64 as Go names its forms. The URL alphabet of Node.js comes without padding, the usual one with it. */
export const base64Forms = {
  std: (bytes: Buffer) => bytes.toString('base64'),
  rawstd: (bytes: Buffer) => unpadded(bytes.toString('base64')),
  url: (bytes: Buffer) => padded(bytes.toString('base64url')),
  rawurl: (bytes: Buffer) => bytes.toString('base64url'),
} as const;

export type Base64Form = keyof typeof base64Forms;

export const padded = (text: string): string => text + '='.repeat((4 - (text.length % 4)) % 4);

function unpadded(text: string): string {
  const end = text.indexOf('=');
  return end === -1 ? text : text.slice(0, end);
}
