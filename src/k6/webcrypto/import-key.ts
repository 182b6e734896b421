/** What a JSON web key says of its use. k6 reads the key only, so scripts come with keys that contradict themselves. */
const ADVICE: ReadonlySet<string> = new Set(['alg', 'use', 'key_ops', 'ext']);

/** The arguments of `importKey` for Node.js, which is stricter than k6 with JSON web keys and with keys of ECDH. */
export function importArguments(args: readonly unknown[]): unknown[] {
  const [format, data, algorithm, extractable, usages] = args;
  const key = format === 'jwk' && isObject(data) ? withoutAdvice(data) : data;
  return [format, key, algorithm, extractable, isPublicForEcdh(format, key, algorithm) ? [] : usages];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const withoutAdvice = (key: object): object =>
  Object.fromEntries(Object.entries(key).filter(([name]) => !ADVICE.has(name)));

/** Such a key has no usages; k6 takes those of the private one. */
function isPublicForEcdh(format: unknown, key: unknown, algorithm: unknown): boolean {
  if (!isObject(algorithm) || !('name' in algorithm) || String(algorithm.name).toUpperCase() !== 'ECDH') return false;
  return format === 'jwk' ? isObject(key) && !('d' in key) : format === 'raw' || format === 'spki';
}
