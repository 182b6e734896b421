import { BLOCK, type HeaderParts, splitName, writeHeader } from './tar-header.js';

/** The blocks of an entry's header, an extended one in front when its names need that. Its contents follow. */
export function tarHeader(
  name: string,
  { letter, linkName = '', size = 0 }: Pick<HeaderParts, 'letter' | 'linkName' | 'size'>,
): Buffer {
  const split = splitName(name);
  const link = splitName(linkName);
  const records = [
    ...(split === undefined ? [record('path', name)] : []),
    ...(link === undefined || link.prefix !== '' ? [record('linkpath', linkName)] : []),
  ];
  const header = writeHeader({
    letter,
    size,
    name: split?.name ?? asciiEnd(name),
    prefix: split?.prefix ?? '',
    linkName: link?.prefix === '' ? link.name : asciiEnd(linkName),
  });
  if (records.length === 0) return header;
  const body = Buffer.from(records.join(''));
  return Buffer.concat([
    writeHeader({ letter: 'x', name: `PaxHeaders.0/${asciiEnd(name)}`.slice(0, 100), size: body.length }),
    body,
    padding(body.length),
    header,
  ]);
}

/** What fills contents of so many bytes up to whole blocks. */
export const padding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** Two empty blocks. */
export const END = Buffer.alloc(2 * BLOCK);

/** The length counts its own digits. */
function record(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (rest + String(length).length !== length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

/** For readers that know no extended headers. */
const asciiEnd = (name: string): string => name.replace(/[^\x20-\x7e]/g, '_').slice(-80);
