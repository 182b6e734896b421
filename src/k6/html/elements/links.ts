import type { Property } from '../element.js';
import { type AddressParts, partsOf } from '../links.js';
import { address, CROSS_ORIGIN, content, REFERRER_POLICY, text, words } from './properties.js';

const href = address('href');
const part =
  (read: (parts: AddressParts) => string): Property =>
  (node, page) =>
    read(partsOf(String(href(node, page))));

export const anchor: Readonly<Record<string, Property>> = {
  accessKey: text('accesskey'),
  download: text('download'),
  hash: part(({ hash }) => hash),
  host: part(({ host }) => host),
  hostname: part(({ hostname }) => hostname),
  href,
  hrefLang: text('hreflang'),
  origin: part(({ scheme, authority }) => (scheme === '' ? '' : `${scheme}://${authority}`)),
  password: part(({ password }) => password),
  pathname: part(({ path }) => path),
  port: part(({ port }) => port),
  // k6 has the colon where there is no protocol.
  protocol: part(({ scheme }) => (scheme === '' ? ':' : scheme)),
  referrerPolicy: REFERRER_POLICY,
  rel: text('rel'),
  relList: words('rel'),
  search: part(({ search }) => search),
  target: text('target'),
  text: content,
  toString: href,
  type: text('type'),
  username: part(({ username }) => username),
};

export const base: Readonly<Record<string, Property>> = { href, target: text('target') };

export const link: Readonly<Record<string, Property>> = {
  crossOrigin: CROSS_ORIGIN,
  href,
  hreflang: text('hreflang'),
  media: text('media'),
  referrerPolicy: REFERRER_POLICY,
  rel: text('rel'),
  relList: words('rel'),
  target: text('target'),
  type: text('type'),
};
