import { Buffer } from 'node:buffer';

/** The value of an Authorization or Proxy-Authorization header for a name and a password. */
export const basicAuthorization = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
