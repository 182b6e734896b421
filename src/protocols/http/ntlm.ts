import { Buffer } from 'node:buffer';
import { createHmac, randomBytes } from 'node:crypto';
import { epochMs } from '../../base/clock.js';
import { md4 } from '../../base/md4.js';

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');
/** Unicode, OEM, request target, NTLM, always sign, extended session security, target info, 128 and 56 bits. */
const FLAGS = 0xa2888207;
const HEADER_BYTES = 88;

/** The first message of the handshake, base64. */
export function ntlmNegotiate(): string {
  const message = Buffer.alloc(40);
  SIGNATURE.copy(message);
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(FLAGS, 12);
  return message.toString('base64');
}

/** The last message: NTLMv2 proof for the server's challenge, base64. `DOMAIN\user` names a domain. */
export function ntlmAuthenticate(challengeText: string, login: string, password: string): string {
  const challenge = Buffer.from(challengeText, 'base64');
  const [domain, user] = login.includes('\\') ? (login.split('\\', 2) as [string, string]) : ['', login];
  const serverChallenge = challenge.subarray(24, 32);
  const targetInfo = field(challenge, 40);
  const key = hmac(md4(Buffer.from(password, 'utf16le')), Buffer.from(user.toUpperCase() + domain, 'utf16le'));
  const clientChallenge = randomBytes(8);
  const blob = proofInput(clientChallenge, targetInfo);
  const proof = hmac(key, Buffer.concat([serverChallenge, blob]));
  const lm = Buffer.concat([hmac(key, Buffer.concat([serverChallenge, clientChallenge])), clientChallenge]);
  return assemble(challenge.readUInt32LE(20), [
    lm,
    Buffer.concat([proof, blob]),
    Buffer.from(domain, 'utf16le'),
    Buffer.from(user, 'utf16le'),
    Buffer.alloc(0),
    Buffer.alloc(0),
  ]).toString('base64');
}

function proofInput(clientChallenge: Buffer, targetInfo: Buffer): Buffer {
  const head = Buffer.alloc(28);
  head.writeUInt16LE(0x0101, 0);
  // Tenths of microseconds since 1601.
  head.writeBigUInt64LE((BigInt(epochMs()) + 11_644_473_600_000n) * 10_000n, 8);
  clientChallenge.copy(head, 16);
  return Buffer.concat([head, targetInfo, Buffer.alloc(4)]);
}

/** The six variable fields after the fixed header, each described by length and offset. */
function assemble(flags: number, fields: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  SIGNATURE.copy(header);
  header.writeUInt32LE(3, 8);
  let offset = HEADER_BYTES;
  for (const [index, content] of fields.entries()) {
    const at = 12 + index * 8;
    header.writeUInt16LE(content.length, at);
    header.writeUInt16LE(content.length, at + 2);
    header.writeUInt32LE(offset, at + 4);
    offset += content.length;
  }
  header.writeUInt32LE(flags, 60);
  return Buffer.concat([header, ...fields]);
}

function field(message: Buffer, at: number): Buffer {
  if (message.length < at + 8) return Buffer.alloc(0);
  const offset = message.readUInt32LE(at + 4);
  return message.subarray(offset, offset + message.readUInt16LE(at));
}

const hmac = (key: Buffer, data: Buffer): Buffer => createHmac('md5', key).update(data).digest();
