import { pathOf, schemeOf, type Url } from '../net/url.js';

/** How a redirect changes the method, by Go's rules; undefined when the status is no redirect. */
export function redirectMethod(status: number, method: string): string | undefined {
  switch (status) {
    case 301:
    case 302:
    case 303:
      return method === 'GET' || method === 'HEAD' ? method : 'GET';
    case 307:
    case 308:
      return method;
    default:
      return undefined;
  }
}

/** Where a Location header leads, seen from the URL it came from. The result is text, to be read like any other URL. */
export function locationOf(from: Url, location: string): string {
  if (schemeOf(location) !== undefined) return withFragment(location, from);
  const root = `${from.scheme}://${from.host}`;
  if (location.startsWith('//')) return withFragment(`${from.scheme}:${location}`, from);
  if (location.startsWith('/')) return withFragment(root + removeDots(location), from);
  const path = pathOf(from);
  if (location.startsWith('?')) return withFragment(root + path + location, from);
  if (location === '' || location.startsWith('#')) return root + from.target + location;
  return withFragment(root + removeDots(path.slice(0, path.lastIndexOf('/') + 1) + location), from);
}

/** A redirect keeps the fragment of where it came from unless it has its own. */
const withFragment = (url: string, from: Url): string => (url.includes('#') ? url : url + from.fragment);

/** Takes `.` and `..` out of a path. */
export function removeDots(target: string): string {
  const end = target.search(/[?#]/);
  const path = end < 0 ? target : target.slice(0, end);
  const kept: string[] = [];
  const parts = path.split('/').slice(1);
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    if (part === '..') kept.pop();
    else if (part !== '.') kept.push(part);
    if (last && (part === '.' || part === '..')) kept.push('');
  }
  return `/${kept.join('/')}${end < 0 ? '' : target.slice(end)}`;
}

/** The Referer of a request that follows a redirect; empty when it must have none. */
export function refererFor(from: Url, to: Url): string {
  if (from.scheme === 'https' && to.scheme === 'http') return '';
  return `${from.scheme}://${from.host}${from.href.slice(from.href.indexOf(from.host, from.href.indexOf('//')) + from.host.length)}`;
}

/** Whether credentials given for one host may go to another: itself and its subdomains. */
export function mayCarryCredentials(from: Url, to: Url): boolean {
  const [a, b] = [from.hostname.toLowerCase(), to.hostname.toLowerCase()];
  return b === a || (b.endsWith(`.${a}`) && !a.includes(':'));
}
