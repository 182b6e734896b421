import type { Intrinsics } from '../../../k6/realm.js';

/** In the realm: its builtins as they are now, before any script has run. */
export function captureIntrinsics(GoError: ErrorConstructor): Intrinsics {
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const GeneratorFunction = function* () {}.constructor as GeneratorFunctionConstructor;
  const AsyncGeneratorFunction = async function* () {}.constructor as AsyncGeneratorFunctionConstructor;
  const prototypeOf = Reflect.getPrototypeOf as (value: object) => object;
  return {
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Symbol,
    BigInt,
    Date,
    RegExp,
    Promise,
    Proxy,
    Map,
    Set,
    WeakMap,
    WeakSet,
    Error,
    AggregateError,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
    ArrayBuffer,
    DataView,
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    JSON,
    Math,
    Reflect,
    eval,
    GoError,
    AsyncFunction,
    GeneratorFunction,
    AsyncGeneratorFunction,
    TypedArray: prototypeOf(Uint8Array),
    IteratorPrototype: prototypeOf(prototypeOf([][Symbol.iterator]())),
    AsyncIteratorPrototype: prototypeOf(prototypeOf(AsyncGeneratorFunction.prototype) as object),
  };
}
