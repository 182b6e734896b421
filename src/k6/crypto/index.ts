import { asBuffer, bufferFor, dataOf, textOf } from '../bytes.js';
import type { MakeModule } from '../context.js';
import { GoError } from '../go-error.js';
import type { Data, Digest } from './digest.js';
import { type DigestName, digests } from './digests.js';
import { type Hasher, hasherOf } from './hasher.js';
import { outputOf } from './outputs.js';
import { randomBytes } from './random-bytes.js';

/** As many as Node.js gives at once. */
const MAX_RANDOM_BYTES = 2 ** 31 - 1;

/** `k6/crypto`. */
export const makeCrypto: MakeModule = () => ({ ...SHARED });

type OneDigest = (input: unknown, outputEncoding: unknown) => string | ArrayBuffer;

const oneByName = Object.fromEntries(
  Object.entries(digests).map(([name, digest]) => [name, oneOf(name, digest)]),
) as Record<DigestName, OneDigest>;

function oneOf(name: string, digest: Digest): OneDigest {
  return (input, outputEncoding) => {
    const data = inputOf(name, input);
    const { native, finish } = outputOf(textOf(outputEncoding));
    return finish(digest.of(data, native));
  };
}

function inputOf(name: string, input: unknown): Data {
  try {
    return dataOf(input);
  } catch (error) {
    throw new GoError(`${name} failed: ${(error as GoError).message}`);
  }
}

const SHARED = {
  ...oneByName,
  hmac: (algorithm: unknown, secret: unknown, input: unknown, outputEncoding: unknown) => {
    const digest = digestOf(algorithm);
    const [key, data] = [dataOf(secret), dataOf(input)];
    const { native, finish } = outputOf(textOf(outputEncoding));
    return finish(digest.hmac(key, data, native));
  },
  createHash: (algorithm: unknown): Hasher => hasherOf(digestOf(algorithm).start()),
  createHMAC: (algorithm: unknown, secret: unknown): Hasher => hasherOf(digestOf(algorithm).startHmac(dataOf(secret))),
  hexEncode: (input: unknown): string => asBuffer(dataOf(input)).toString('hex'),
  randomBytes: (size: unknown): ArrayBuffer => {
    const count = Math.trunc(Number(size));
    if (!(count >= 1 && count <= MAX_RANDOM_BYTES)) throw new GoError('invalid size');
    return bufferFor(randomBytes(count));
  },
};

/** k6 itself crashes on a digest it does not know. */
function digestOf(algorithm: unknown): Digest {
  const name = textOf(algorithm);
  if (!Object.hasOwn(digests, name)) throw new GoError(`invalid algorithm: ${name}`);
  return digests[name as DigestName];
}
