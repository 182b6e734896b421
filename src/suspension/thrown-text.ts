import { isNativeError } from 'node:util/types';

/** What a script threw, as text. Scripts can throw anything, and showing it may run their code: nothing gets out. */
export function thrownText(thrown: unknown): string {
  try {
    if (isNativeError(thrown))
      return typeof thrown.stack === 'string' ? thrown.stack : `${thrown.name}: ${thrown.message}`;
    return typeof thrown === 'object' && thrown !== null ? asJson(thrown) : String(thrown);
  } catch {
    return 'a value that cannot be shown';
  }
}

function asJson(thrown: object): string {
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    // It leads back to itself, or has a BigInt.
    return Object.prototype.toString.call(thrown);
  }
}
