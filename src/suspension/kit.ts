import { stampAsyncTwin, startAsync } from './async-functions.js';
import { asyncSteps, stampAsyncGenerator } from './async-generators.js';
import { iterateAsync } from './async-iteration.js';
import { awaiting } from './await.js';
import { blockOf, operationOf, stampTwin } from './brand.js';
import { type CallFlag, flag } from './call-flag.js';
import { call, notCallable } from './calls.js';
import * as classes from './classes.js';
import { asks, construct, constructFunctionToEnd, constructSuper, constructToEnd, takeNewTarget } from './construct.js';
import { binary, instanceOf, propertyKey, text, unary } from './conversions.js';
import { current } from './current.js';
import { append, define } from './define.js';
import { delegate } from './delegate.js';
import { callToEnd, runToEnd } from './facade.js';
import { FAIL, resumed } from './failure.js';
import { yieldAll } from './generators.js';
import { iterate, spread } from './iteration.js';
import type { KitName } from './kit-names.js';
import { isList } from './list-loop.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { copied } from './own-properties.js';
import {
  deleteProperty,
  enumerable,
  hasProperty,
  readBy,
  readProperty,
  readSuper,
  superMember,
  writeBy,
  writeProperty,
  writeSuper,
} from './properties.js';
import { Through } from './through.js';
import { yieldAllAsync, yielding } from './yields.js';

const { apply } = Reflect;

/**
 * What compiled code finds as `$$kit`. It is the flag object itself, because emitted code reads the flag through it.
 */
export const kit: Readonly<Record<KitName, unknown>> & CallFlag = Object.assign(flag, {
  FAIL,
  resumed,
  delegate,
  through: (generator: Suspendable) => new Through(generator),
  toEnd: callToEnd,
  apply,
  call,
  operation: operationOf,
  tag:
    (self: unknown, fn: unknown) =>
    (...parts: unknown[]) =>
      call(self, fn, ...parts),
  construct,
  constructNow: (Class: unknown, ...args: unknown[]) => {
    const made = construct(Class, ...args);
    return flag.f ? runToEnd(null, made as Suspendable) : made;
  },
  constructSuper,
  constructToEnd,
  constructFunctionToEnd,
  takeNewTarget,
  asks,
  ...{
    bindThis: classes.bindThis,
    boundThis: classes.boundThis,
    constructorResult: classes.constructorResult,
    makeFunction: classes.makeFunction,
    makeAsync: classes.makeAsync,
    makeAsyncGenerator: classes.makeAsyncGenerator,
    makeGenerator: classes.makeGenerator,
    stampGenerator: classes.stampGenerator,
    wrapGeneratorMethod: classes.wrapGeneratorMethod,
    wrapMethod: classes.wrapMethod,
    wrapAsyncMethod: classes.wrapAsyncMethod,
    wrapAsyncGeneratorMethod: classes.wrapAsyncGeneratorMethod,
    wrapAccessor: classes.wrapAccessor,
    wrapClass: classes.wrapClass,
    runStatics: classes.runStatics,
    privateMethod: classes.privateMethod,
    hiddenKey: classes.hiddenKey,
    defineField: define,
    nameClass: classes.nameClass,
    named: (fn: AnyFunction, name: string) => {
      classes.nameClass(fn, name);
      return fn;
    },
    Elements: classes.Elements,
  },
  startAsync,
  stamp: stampTwin,
  stampAsync: stampAsyncTwin,
  accessorOf: (object: object, key: PropertyKey, kind: 'get' | 'set') =>
    Object.getOwnPropertyDescriptor(object, key)![kind],
  tail: (list: ArrayLike<unknown>, from: number) => tail(list, from),
  caught: (error: unknown) => (error instanceof Error ? (current.vu?.realm.own(error) ?? error) : error),
  awaiting,
  stampAsyncGenerator,
  asyncSteps,
  yielding,
  yieldAllAsync,
  iterate,
  iterateAsync,
  spread,
  yieldAll,
  read: readProperty,
  write: writeProperty,
  readSuper,
  writeSuper,
  superMember,
  readBy,
  writeBy,
  has: hasProperty,
  remove: deleteProperty,
  enumerable,
  copied: (source: unknown, without?: readonly PropertyKey[]) => copied(source, without),
  checked,
  binary,
  unary,
  text,
  key: propertyKey,
  instanceOf,
  enter: (group: AnyFunction, name: unknown) => blockOf(group)!.enter(name),
  leave: (group: AnyFunction, entered: unknown) => blockOf(group)!.leave(entered),
  isList,
  gated: (self: unknown, fn: unknown, ...args: unknown[]) => gated(self, fn, args),
} satisfies Record<KitName, unknown>);

function tail(list: ArrayLike<unknown>, from: number): unknown[] {
  const rest: unknown[] = current.realm.Array();
  for (let index = from; index < list.length; index++) append(rest, list[index]);
  return rest;
}

/** As a pattern does it. */
function checked(value: unknown): unknown {
  if (value !== undefined && value !== null) return value;
  throw new current.realm.TypeError(`Cannot destructure '${String(value)}' as it is ${String(value)}.`);
}

/** `promise.then(…)` in a function that never waits; what is no promise method is called as it is. */
function gated(self: unknown, fn: unknown, args: unknown[]): unknown {
  if (typeof fn !== 'function') throw notCallable(fn);
  const result = call(self, fn, ...args);
  return flag.f ? runToEnd(null, result as never) : result;
}
