import { isIP } from 'node:net';
import { show } from '../../base/problems.js';
import { all, commaList, splitCommas } from '../../schema/lists.js';
import { readTextMap, type TextMap } from '../../schema/maps.js';
import type { Spot } from '../../schema/spot.js';
import { plainType, type ValueType } from '../../schema/value-type.js';

/** Address ranges that may not be called: `10.0.0.0/8`. */
export const cidrList = commaList({
  placeholder: '<cidr>',
  read: (text, spot) =>
    isCidr(text) ? text : spot.problem(`must be an address range such as 10.0.0.0/8, got ${show(text)}`),
});

/** Host names that may not be called; `*` stands for anything and only at the start. */
export const hostPatterns = commaList({
  placeholder: '<pattern>',
  read: (text, spot) =>
    isHostPattern(text) ? text : spot.problem(`must be a host name, with * only at its start, got ${show(text)}`),
});

/** Own addresses to call from: single ones, ranges `a-b` and `a/n`, with commas. */
export const localAddresses: ValueType<readonly string[]> = plainType({
  placeholder: '<addresses>',
  fromText: (text, spot) => all(splitCommas(text), (entry) => readLocal(entry, spot)),
  fromJson: (value, spot) => spot.problem(`can only be set by flag or variable, got ${show(value)}`),
});

/** `{ "name[:port]": "address[:port]" }`. */
export const hostMap: ValueType<TextMap> = plainType({
  placeholder: '',
  fromText: (text, spot) => spot.problem(`can only be set in the script or the config file, got ${show(text)}`),
  fromJson: readHosts,
});

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  const family = isIP(address);
  return rest.length === 0 && family !== 0 && /^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

const HOST_PATTERN = /^(\*[\p{L}\p{N}_.-]*|[\p{L}\p{N}_]([\p{L}\p{N}_.-]*[\p{L}\p{N}_.])?)$/u;
const isHostPattern = (text: string): boolean => HOST_PATTERN.test(text);

function readLocal(entry: string, spot: Spot): string | undefined {
  const [first = '', last, ...rest] = entry.split('-');
  const range = last !== undefined && rest.length === 0 && isIP(first) !== 0 && isIP(first) === isIP(last);
  if (range || isIP(entry) !== 0 || isCidr(entry)) return entry;
  return spot.problem(`must be an address, a range a-b or a/n, got ${show(entry)}`);
}

function readHosts(value: unknown, spot: Spot): TextMap | undefined {
  const hosts = readTextMap(value, spot);
  if (hosts === undefined) return undefined;
  const entries = all(Object.entries(hosts), ([host, target]) => {
    if (!isHostPattern(withoutPort(host)))
      return spot.at(host).problem('must be a host name, with * only at its start, and perhaps a port');
    return isTarget(target)
      ? ([host, target] as const)
      : spot.at(host).problem(`must be an IP address and perhaps a port, got ${show(target)}`);
  });
  return entries && hosts;
}

const withoutPort = (host: string): string => host.replace(/:\d+$/, '');

function isTarget(target: string): boolean {
  const bracketed = /^\[(.*)\](?::\d+)?$/.exec(target);
  return isIP(bracketed ? bracketed[1]! : target) !== 0 || isIP(withoutPort(target)) === 4;
}
