import type { AnyFunction } from '../../k6/suspension.js';
import { threadRealm } from '../realm/script-builtins.js';

/** What a made function does: gets its `this` and its arguments. */
export type Body = (self: unknown, args: ArrayLike<never>) => unknown;

export const { functionOf, methodOf } = threadRealm.inside(() => {
  /**
   * A function with this `length`, one of a few ready shapes: redefining `length` or `name` would turn the function into
   * a dictionary, and every look for its TWIN into a slow one.
   */
  function functionOf(length: number, body: Body): AnyFunction {
    switch (length) {
      case 0:
        return function (this: unknown) {
          // biome-ignore lint/complexity/noArguments: rest parameters would be an array more for each call.
          return body(this, arguments as never);
        };
      case 1:
        return function (this: unknown, _a) {
          // biome-ignore lint/complexity/noArguments: see above.
          return body(this, arguments as never);
        };
      case 2:
        return function (this: unknown, _a, _b) {
          // biome-ignore lint/complexity/noArguments: see above.
          return body(this, arguments as never);
        };
      case 3:
        return function (this: unknown, _a, _b, _c) {
          // biome-ignore lint/complexity/noArguments: see above.
          return body(this, arguments as never);
        };
      case 4:
        return function (this: unknown, _a, _b, _c, _d) {
          // biome-ignore lint/complexity/noArguments: see above.
          return body(this, arguments as never);
        };
      default:
        return longer(function (this: unknown, ...args: never[]) {
          return body(this, args);
        }, length);
    }
  }

  /** The same as a method of this name: no constructor. */
  function methodOf(key: PropertyKey, length: number, body: Body): AnyFunction {
    switch (length) {
      case 0:
        return {
          [key](this: unknown) {
            // biome-ignore lint/complexity/noArguments: see above.
            return body(this, arguments as never);
          },
        }[key as string] as AnyFunction;
      case 1:
        return {
          [key](this: unknown, _a: never) {
            // biome-ignore lint/complexity/noArguments: see above.
            return body(this, arguments as never);
          },
        }[key as string] as AnyFunction;
      case 2:
        return {
          [key](this: unknown, _a: never, _b: never) {
            // biome-ignore lint/complexity/noArguments: see above.
            return body(this, arguments as never);
          },
        }[key as string] as AnyFunction;
      case 3:
        return {
          [key](this: unknown, _a: never, _b: never, _c: never) {
            // biome-ignore lint/complexity/noArguments: see above.
            return body(this, arguments as never);
          },
        }[key as string] as AnyFunction;
      case 4:
        return {
          [key](this: unknown, _a: never, _b: never, _c: never, _d: never) {
            // biome-ignore lint/complexity/noArguments: see above.
            return body(this, arguments as never);
          },
        }[key as string] as AnyFunction;
      default:
        return longer(
          {
            [key](this: unknown, ...args: never[]) {
              return body(this, args);
            },
          }[key as string] as AnyFunction,
          length,
        );
    }
  }

  const longer = (fn: AnyFunction, length: number): AnyFunction =>
    Object.defineProperty(fn, 'length', { value: length, configurable: true }) as AnyFunction;

  return { functionOf, methodOf };
})();
