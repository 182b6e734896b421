import type { Buffer } from 'node:buffer';
import { bigIntOf, bitsOf, type Der, oidOf, partsOf, readDer, TAG } from './der.js';
import { malformed } from './malformed.js';

/** A certificate's key, in the parts that Go has of it. */
export interface PublicKey {
  readonly algorithm: 'RSA' | 'DSA' | 'ECDSA';
  readonly key: Record<string, unknown>;
}

/** Undefined for a kind of key that k6 does not show. */
export function publicKeyOf(info: Der | undefined): PublicKey | undefined {
  const [algorithm, bits] = partsOf(info, TAG.sequence);
  const [kind, parameters] = partsOf(algorithm, TAG.sequence);
  const read = readers[oidOf(kind)];
  return read?.(bitsOf(bits), parameters);
}

const readers: Readonly<Record<string, (key: Buffer, parameters: Der | undefined) => PublicKey>> = {
  '1.2.840.113549.1.1.1': rsa,
  '1.2.840.10040.4.1': dsa,
  '1.2.840.10045.2.1': ecdsa,
};

function rsa(key: Buffer): PublicKey {
  const [n, e] = partsOf(readDer(key), TAG.sequence);
  return { algorithm: 'RSA', key: { n: bigIntOf(n), e: Number(bigIntOf(e)) } };
}

function dsa(key: Buffer, parameters: Der | undefined): PublicKey {
  const [p, q, g] = partsOf(parameters, TAG.sequence).map(bigIntOf);
  return { algorithm: 'DSA', key: { parameters: { p, q, g }, p, q, g, y: bigIntOf(readDer(key)) } };
}

interface Curve {
  readonly name: string;
  readonly bits: number;
}

const curves: Readonly<Record<string, Curve>> = {
  '1.3.132.0.33': { name: 'P-224', bits: 224 },
  '1.2.840.10045.3.1.7': { name: 'P-256', bits: 256 },
  '1.3.132.0.34': { name: 'P-384', bits: 384 },
  '1.3.132.0.35': { name: 'P-521', bits: 521 },
};

/** A point without compression: 4, and its two coordinates. */
function ecdsa(point: Buffer, parameters: Der | undefined): PublicKey {
  const curve = curves[oidOf(parameters)];
  if (curve === undefined) throw malformed('unsupported elliptic curve');
  const bytes = Math.ceil(curve.bits / 8);
  if (point[0] !== 4 || point.length !== 1 + 2 * bytes) {
    throw malformed('failed to unmarshal elliptic curve point');
  }
  const [x, y] = [coordinate(point.subarray(1, 1 + bytes)), coordinate(point.subarray(1 + bytes))];
  return { algorithm: 'ECDSA', key: { curve: { params: () => ({ name: curve.name, bit_size: curve.bits }) }, x, y } };
}

const coordinate = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);
