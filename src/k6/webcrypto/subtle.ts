import { webcrypto } from 'node:crypto';
import { types } from 'node:util';
import type { AnyFunction } from '../suspension.js';
import { checkAlgorithms } from './algorithms.js';
import { CryptoKey } from './crypto-key.js';
import { importArguments } from './import-key.js';
import { subtleError } from './subtle-error.js';
import type { SubtleMethod } from './subtle-methods.js';

/** Does what a method of `crypto.subtle` is asked for, with Node's Web Crypto. */
export async function performSubtle(method: SubtleMethod, args: readonly unknown[]): Promise<unknown> {
  try {
    checkAlgorithms(method, args);
    const native = webcrypto.subtle[method] as AnyFunction;
    const given = method === 'importKey' ? importArguments(args) : args;
    return toScript(await (Reflect.apply(native, webcrypto.subtle, given.map(toNative)) as Promise<unknown>));
  } catch (error) {
    throw subtleError(error);
  }
}

/** Keys stand among the arguments, and as `public` in the parameters of ECDH. */
function toNative(argument: unknown): unknown {
  const key = CryptoKey.behind(argument);
  if (key !== argument || typeof argument !== 'object' || argument === null || !('public' in argument)) return key;
  return { ...argument, public: CryptoKey.behind(argument.public) };
}

/** A key, a pair of keys, or what has nothing of Node's: bytes, a JSON web key, a boolean. */
function toScript(result: unknown): unknown {
  if (types.isCryptoKey(result)) return new CryptoKey(result);
  if (typeof result !== 'object' || result === null || !('publicKey' in result)) return result;
  const { privateKey, publicKey } = result as webcrypto.CryptoKeyPair;
  return { privateKey: new CryptoKey(privateKey), publicKey: new CryptoKey(publicKey) };
}
