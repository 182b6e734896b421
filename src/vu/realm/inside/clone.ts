/** What a value is, whatever a script has put on its prototypes. */
export type TypeTests = Pick<
  typeof import('node:util/types'),
  | 'isAnyArrayBuffer'
  | 'isBoxedPrimitive'
  | 'isDate'
  | 'isMap'
  | 'isNativeError'
  | 'isPromise'
  | 'isRegExp'
  | 'isSet'
  | 'isTypedArray'
  | 'isWeakMap'
  | 'isWeakSet'
  | 'isGeneratorObject'
>;

/**
 * In the realm: `structuredClone(value)`. One function, as all that is made from its text. No builtin by its name, as in
 * natives.ts; accessors of what is cloned are run, as the web has it.
 */
export function makeClone(
  is: TypeTests,
  refuse: (what: string) => never,
  detach: (buffer: unknown) => unknown,
  intrinsics: Readonly<Record<string, unknown>>,
): (value: unknown, options?: { transfer?: ArrayLike<unknown> }) => unknown {
  const { apply, construct, defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
  const [ObjectOf, ArrayOf, MapOf, SetOf, DateOf, RegExpOf] = [Object, Array, Map, Set, Date, RegExp];
  const { isArray } = Array;
  const { isView } = ArrayBuffer;
  const getter = (target: object, name: PropertyKey) => getOwnPropertyDescriptor(target, name)!.get!;
  const typed = Reflect.getPrototypeOf(Uint8Array.prototype) as object;
  const read = {
    tag: getter(typed, Symbol.toStringTag),
    length: getter(typed, 'length'),
    offset: getter(typed, 'byteOffset'),
    buffer: getter(typed, 'buffer'),
    viewBuffer: getter(DataView.prototype, 'buffer'),
    viewOffset: getter(DataView.prototype, 'byteOffset'),
    viewLength: getter(DataView.prototype, 'byteLength'),
    source: getter(RegExp.prototype, 'source'),
    flags: getter(RegExp.prototype, 'flags'),
  };
  const { forEach: eachOfMap, set: putIntoMap, get: fromMap, has: inMap } = Map.prototype;
  const { forEach: eachOfSet, add: putIntoSet } = Set.prototype;
  const time = Date.prototype.getTime;
  const slice = ArrayBuffer.prototype.slice;
  const errors: Record<string, ErrorConstructor> = {
    Error,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };

  type Known = Map<unknown, unknown>;
  const clone = (value: unknown, known: Known): unknown => {
    if (typeof value === 'symbol' || typeof value === 'function') return refuse(typeof value);
    if (typeof value !== 'object' || value === null) return value;
    if (apply(inMap, known, [value])) return apply(fromMap, known, [value]);
    return container(value, known) ?? keep(known, value, simple(value, known));
  };
  const keep = (known: Known, value: unknown, made: unknown): unknown => {
    apply(putIntoMap, known, [value, made]);
    return made;
  };
  const simple = (value: object, known: Known): unknown => {
    if (is.isDate(value)) return new DateOf(apply(time, value, []) as number);
    if (is.isRegExp(value))
      return new RegExpOf(apply(read.source, value, []) as string, apply(read.flags, value, []) as string);
    if (is.isBoxedPrimitive(value)) return ObjectOf((value as { valueOf(): unknown }).valueOf());
    if (is.isAnyArrayBuffer(value)) return apply(slice, value, [0]);
    if (isView(value)) return view(value, known);
    if (is.isNativeError(value)) return error(value, known);
    return refuse('object of this kind');
  };
  const view = (value: ArrayBufferView, known: Known): unknown => {
    const isTyped = is.isTypedArray(value);
    const name = isTyped ? (apply(read.tag, value, []) as string) : 'DataView';
    const buffer = clone(apply(isTyped ? read.buffer : read.viewBuffer, value, []), known);
    const offset = apply(isTyped ? read.offset : read.viewOffset, value, []);
    const length = apply(isTyped ? read.length : read.viewLength, value, []);
    return construct(intrinsics[name] as new () => object, [buffer, offset, length]);
  };
  const error = ({ name, message, stack, cause }: Error, known: Known): unknown => {
    const made = construct(errors[name] ?? errors.Error!, [`${message}`]) as Error;
    defineProperty(made, 'stack', { value: stack, writable: true, enumerable: false, configurable: true });
    if (cause !== undefined) {
      defineProperty(made, 'cause', {
        value: clone(cause, known),
        writable: true,
        enumerable: false,
        configurable: true,
      });
    }
    return made;
  };
  const container = (value: object, known: Known): unknown => {
    if (is.isMap(value)) {
      const made = keep(known, value, new MapOf()) as Map<unknown, unknown>;
      apply(eachOfMap, value, [
        (each: unknown, key: unknown) => apply(putIntoMap, made, [clone(key, known), clone(each, known)]),
      ]);
      return made;
    }
    if (is.isSet(value)) {
      const made = keep(known, value, new SetOf()) as Set<unknown>;
      apply(eachOfSet, value, [(each: unknown) => apply(putIntoSet, made, [clone(each, known)])]);
      return made;
    }
    if (!isPlain(value)) return undefined;
    const made = keep(known, value, isArray(value) ? new ArrayOf(value.length) : {}) as object;
    const keys = ownKeys(value);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index]!;
      if (typeof key === 'symbol' || !getOwnPropertyDescriptor(value, key)?.enumerable) continue;
      const each = clone((value as Record<string, unknown>)[key], known);
      defineProperty(made, key, { value: each, writable: true, enumerable: true, configurable: true });
    }
    return made;
  };
  const isPlain = (value: object): boolean => {
    if (is.isPromise(value) || is.isWeakMap(value) || is.isWeakSet(value))
      return refuse('object of this kind') as never;
    if (is.isGeneratorObject(value)) return refuse('generator') as never;
    return !(
      is.isDate(value) ||
      is.isRegExp(value) ||
      is.isBoxedPrimitive(value) ||
      is.isAnyArrayBuffer(value) ||
      isView(value) ||
      is.isNativeError(value)
    );
  };

  return {
    structuredClone(value: unknown, options?: { transfer?: ArrayLike<unknown> }): unknown {
      const known: Known = new MapOf();
      const given = options?.transfer;
      const made = clone(value, known);
      for (let index = 0; given !== undefined && index < given.length; index++) {
        if (!is.isAnyArrayBuffer(given[index])) refuse('transferred object of this kind');
        detach(given[index]);
      }
      return made;
    },
  }.structuredClone;
}
