/** What the carrier must know of a response's headers, found in one pass that makes no strings for the other names. */
export interface HeaderFacts {
  contentEncoding: string;
  close: boolean;
  keepAlive: boolean;
  /** A length or chunks: the body's end does not need the connection's end. */
  framed: boolean;
}

const CONNECTION = 10;
const CONTENT_LENGTH = 14;
const CONTENT_ENCODING = 16;
const TRANSFER_ENCODING = 17;

/** Fills `facts` from names and values in turn. */
export function readHeaderFacts(raw: readonly Buffer[], facts: HeaderFacts): void {
  facts.contentEncoding = '';
  facts.close = false;
  facts.keepAlive = false;
  facts.framed = false;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]!;
    switch (name.length) {
      case CONNECTION:
        if (isName(name, 'connection')) readConnection(raw[i + 1]!, facts);
        break;
      case CONTENT_LENGTH:
        if (isName(name, 'content-length')) facts.framed = true;
        break;
      case CONTENT_ENCODING:
        if (isName(name, 'content-encoding')) facts.contentEncoding = raw[i + 1]!.toString('latin1');
        break;
      case TRANSFER_ENCODING:
        if (isName(name, 'transfer-encoding')) facts.framed = true;
        break;
    }
  }
}

function readConnection(value: Buffer, facts: HeaderFacts): void {
  const text = value.toString('latin1').toLowerCase();
  if (text === 'keep-alive') facts.keepAlive = true;
  else if (text.includes('close')) facts.close = true;
  else facts.keepAlive ||= text.includes('keep-alive');
}

function isName(bytes: Buffer, lowerName: string): boolean {
  for (let i = 0; i < lowerName.length; i++) {
    if ((bytes[i]! | 0x20) !== (lowerName.charCodeAt(i) | 0x20)) return false;
  }
  return true;
}
