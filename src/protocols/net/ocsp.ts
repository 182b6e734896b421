import type { OcspFacts } from './tls-facts.js';

/** What a connection without a stapled answer says. */
export const UNKNOWN_OCSP: OcspFacts = {
  status: 'unknown',
  revocationReason: '',
  producedAt: 0,
  thisUpdate: 0,
  nextUpdate: 0,
  revokedAt: 0,
};

const REASONS = [
  'unspecified',
  'key_compromise',
  'ca_compromise',
  'affiliation_changed',
  'superseded',
  'cessation_of_operation',
  'certificate_hold',
  '',
  'remove_from_crl',
  'privilege_withdrawn',
  'aa_compromise',
] as const;

/** One element of a DER text. */
interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

/** Reads the first single response of an OCSP answer (RFC 6960). Anything unexpected gives "unknown". */
export function parseOcsp(der: Buffer): OcspFacts {
  try {
    return readAnswer(der);
  } catch {
    return UNKNOWN_OCSP;
  }
}

function readAnswer(der: Buffer): OcspFacts {
  const [status, bytes] = elements(elements(der)[0]!.content);
  if (status!.content[0] !== 0) return { ...UNKNOWN_OCSP, status: 'server_failed' };
  const responseBytes = elements(bytes!.content)[0]!;
  const basic = elements(elements(responseBytes.content)[1]!.content)[0]!;
  const data = elements(elements(basic.content)[0]!.content);
  // ResponseData: [0] version (optional), responder [1] or [2], producedAt, responses.
  const produced = data.find(({ tag }) => tag === 0x18)!;
  const responses = data[data.indexOf(produced) + 1]!;
  const [, certStatus, thisUpdate, next] = elements(elements(responses.content)[0]!.content);
  const nextTime = next?.tag === 0xa0 ? timeOf(elements(next.content)[0]!) : 0;
  const facts = { producedAt: timeOf(produced), thisUpdate: timeOf(thisUpdate!), nextUpdate: nextTime };
  return { ...UNKNOWN_OCSP, ...facts, ...statusOf(certStatus!) };
}

function statusOf({ tag, content }: Element): Pick<OcspFacts, 'status' | 'revokedAt' | 'revocationReason'> {
  if (tag === 0x80) return { status: 'good', revokedAt: 0, revocationReason: '' };
  if (tag !== 0xa1) return { status: 'unknown', revokedAt: 0, revocationReason: '' };
  const [time, reason] = elements(content);
  const code = reason ? elements(reason.content)[0]!.content[0]! : 0;
  return { status: 'revoked', revokedAt: timeOf(time!), revocationReason: REASONS[code] ?? '' };
}

function elements(der: Buffer): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < der.length; ) {
    const tag = der[at]!;
    let length = der[at + 1]!;
    let start = at + 2;
    if (length & 0x80) {
      const size = length & 0x7f;
      length = der.readUIntBE(start, size);
      start += size;
    }
    if (start + length > der.length) throw new RangeError('truncated DER');
    found.push({ tag, content: der.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

/** Seconds since 1970 of a GeneralizedTime. */
function timeOf({ content }: Element): number {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(content.toString('latin1'));
  if (!parts) throw new RangeError('bad time');
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}
