/**
 * In the realm: code made from text belongs to whoever stands on top of the stack, and a dynamic import in it asks that
 * code's loader. So that this is never ours (a script may hand `eval` to any of our functions, or to a promise), what
 * scripts find as `eval`, `Function` and its relatives are functions of the realm around the builtins. Returns the
 * builtin `eval`, with which compiled code makes its direct calls.
 */
export function guardCode(): typeof eval {
  const { construct, defineProperty, setPrototypeOf } = Reflect;
  // biome-ignore lint/security/noGlobalEval: it is what scripts get that is made here.
  const direct = globalThis.eval;
  const define = (target: object, name: string, value: unknown): void => {
    defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
  };
  const guarded = (Builtin: FunctionConstructor): FunctionConstructor => {
    const { name } = Builtin;
    const made = {
      [name]: function (...args: string[]): unknown {
        const target = new.target as unknown;
        return construct(Builtin, args, target === undefined || target === made ? Builtin : (target as never));
      },
    }[name] as unknown as FunctionConstructor;
    defineProperty(made, 'length', { value: 1, configurable: true });
    defineProperty(made, 'prototype', { value: Builtin.prototype, writable: false });
    const { writable, configurable } = Reflect.getOwnPropertyDescriptor(Builtin.prototype, 'constructor')!;
    defineProperty(Builtin.prototype, 'constructor', { value: made, writable, configurable });
    return made;
  };
  const made = guarded(Function);
  for (const fn of [async () => {}, function* () {}, async function* () {}]) {
    setPrototypeOf(guarded(fn.constructor as FunctionConstructor), made);
  }
  define(globalThis, 'Function', made);
  // Called through a variable it is an indirect one: it sees the realm's global scope.
  define(globalThis, 'eval', { eval: (text: unknown): unknown => direct(text as string) }.eval);
  return direct;
}
