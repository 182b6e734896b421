import { types } from 'node:util';
import { calling } from '../calls.js';
import { numberOf, textOf } from '../conversions.js';
import { current } from '../current.js';
import { Delegate } from '../delegate.js';
import { isObject } from '../is-object.js';
import type { Suspendable } from '../operation.js';
import { reading } from '../properties.js';
import { replaying } from '../replay.js';
import { isArray, lengthOf } from '../steps.js';
import { type RawCallback, rawOf } from './callback.js';

const { stringify } = JSON;

/** JSON.parse with a reviver that may block, and may put anything into what was read. */
export function* parseJson(_: unknown, [text, reviver]: unknown[]): Suspendable {
  const value = current.realm.JSON.parse((yield* textOf(text)) as string);
  const root = current.realm.Object() as object;
  define(root, '', value);
  return yield* revive(root, '', rawOf(reviver));
}

function* revive(holder: object, key: string, reviver: RawCallback): Suspendable {
  const value = yield* reading(holder, key);
  if (isObject(value)) {
    if (isArray(value)) {
      const length = yield* lengthOf(value);
      for (let index = 0; index < length; index++) yield* reviveMember(value, String(index), reviver);
    } else {
      const keys = (yield* replaying(() => Object.keys(value))) as string[];
      for (const member of keys) yield* reviveMember(value, member, reviver);
    }
  }
  return yield* new Delegate(reviver.call(holder, key, value));
}

function* reviveMember(object: object, key: string, reviver: RawCallback): Suspendable {
  const revived = yield* revive(object, key, reviver);
  const isPlain = !types.isProxy(object);
  const put = (): void => {
    if (revived === undefined) Reflect.deleteProperty(object, key);
    else define(object, key, revived);
  };
  if (isPlain) put();
  else yield* replaying(put);
  return undefined;
}

/** Not an assignment: `__proto__` is an ordinary key in JSON. */
function define(object: object, key: string, value: unknown): void {
  Reflect.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/**
 * JSON.stringify with a replacer that may block: first all values are fetched, in the order and as often as the
 * builtin does it; then the builtin writes what is left, which is plain data.
 */
export function* stringifyJson(_: unknown, [value, replacer, space]: unknown[]): Suspendable {
  const { realm } = current;
  const root = realm.Object() as object;
  define(root, '', value);
  const job: Job = {
    replacer: typeof replacer === 'function' ? rawOf(replacer) : undefined,
    keys: Array.isArray(replacer) ? ((yield* allowedKeys(replacer)) as string[]) : undefined,
    open: [],
  };
  const plain = yield* plainOf(job, root, '');
  if (plain === LEFT_OUT) return undefined;
  const indent = types.isNumberObject(space)
    ? yield* numberOf(space)
    : types.isStringObject(space)
      ? yield* textOf(space)
      : space;
  return stringify(plain, undefined, indent as number);
}

interface Job {
  readonly replacer: RawCallback | undefined;
  readonly keys: readonly string[] | undefined;
  readonly open: object[];
}

const LEFT_OUT = Symbol();

function* allowedKeys(list: readonly unknown[]): Suspendable {
  const keys = new Set<string>();
  for (const item of list) {
    const isName = typeof item === 'string' || typeof item === 'number' || types.isStringObject(item);
    if (isName || types.isNumberObject(item)) keys.add((yield* textOf(item)) as string);
  }
  return [...keys];
}

function* plainOf(job: Job, holder: object, key: string): Suspendable {
  let value = yield* reading(holder, key);
  if (isObject(value) || typeof value === 'bigint') {
    const toJson = yield* reading(value, 'toJSON');
    if (typeof toJson === 'function') value = yield* calling(toJson, value, [key]);
  }
  if (job.replacer) value = yield* new Delegate(job.replacer.call(holder, key, value));
  if (typeof value === 'function' || typeof value === 'symbol' || value === undefined) return LEFT_OUT;
  if (!isObject(value)) return value;
  if (types.isNumberObject(value)) return yield* numberOf(value);
  if (types.isStringObject(value)) return yield* textOf(value);
  if (types.isBooleanObject(value)) return Boolean.prototype.valueOf.call(value);
  if (types.isBigIntObject(value)) return BigInt.prototype.valueOf.call(value);
  return yield* plainObject(job, value);
}

function* plainObject(job: Job, value: object): Suspendable {
  if (job.open.includes(value)) throw new current.realm.TypeError('Converting circular structure to JSON');
  job.open.push(value);
  const plain = Array.isArray(value) ? yield* plainArray(job, value) : yield* plainMembers(job, value);
  job.open.pop();
  return plain;
}

function* plainArray(job: Job, list: readonly unknown[]): Suspendable {
  const plain: unknown[] = [];
  const length = yield* lengthOf(list);
  for (let index = 0; index < length; index++) {
    const item = yield* plainOf(job, list, String(index));
    plain.push(item === LEFT_OUT ? null : item);
  }
  return plain;
}

function* plainMembers(job: Job, object: object): Suspendable {
  const plain: Record<string, unknown> = Object.create(null);
  const keys = job.keys ?? ((yield* replaying(() => Object.keys(object))) as string[]);
  for (const key of keys) {
    const item = yield* plainOf(job, object, key);
    if (item !== LEFT_OUT) define(plain, key, item);
  }
  return plain;
}
