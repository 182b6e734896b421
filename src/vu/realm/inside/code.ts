/**
 * In the realm: code made from text belongs to whoever stands on top of the stack, and a dynamic import in it asks that
 * code's loader. So that this is never ours (a script may hand `eval` to any of our functions, or to a promise), what
 * scripts find as `eval`, `Function` and its relatives are functions of the realm around the builtins. Returns the
 * builtin `eval`, with which compiled code makes its direct calls.
 */
export function guardCode(): typeof eval {
  const { construct, defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Reflect;
  // biome-ignore lint/security/noGlobalEval: it is what scripts get that is made here.
  const direct = globalThis.eval;
  const define = (target: object, name: string, value: unknown): void => {
    defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
  };
  const builtins = {
    Function,
    AsyncFunction: (async () => {}).constructor,
    GeneratorFunction: function* () {}.constructor,
    AsyncGeneratorFunction: async function* () {}.constructor,
  };
  type Name = keyof typeof builtins;
  const make = (name: Name, args: unknown[], target: unknown): unknown => {
    const own = target === undefined || target === guarded[name];
    return construct(builtins[name], args, own ? builtins[name] : (target as () => void));
  };
  // Written out, so that each has its name for the engine, too: it stands in stacks.
  const guarded = {
    Function: function (...args: unknown[]): unknown {
      return make('Function', args, new.target);
    },
    AsyncFunction: function (...args: unknown[]): unknown {
      return make('AsyncFunction', args, new.target);
    },
    GeneratorFunction: function (...args: unknown[]): unknown {
      return make('GeneratorFunction', args, new.target);
    },
    AsyncGeneratorFunction: function (...args: unknown[]): unknown {
      return make('AsyncGeneratorFunction', args, new.target);
    },
  };
  for (const name of Object.keys(guarded) as Name[]) {
    const { prototype } = builtins[name];
    defineProperty(guarded[name], 'length', { value: 1, configurable: true });
    defineProperty(guarded[name], 'prototype', { value: prototype, writable: false });
    const { writable, configurable } = getOwnPropertyDescriptor(prototype, 'constructor')!;
    defineProperty(prototype, 'constructor', { value: guarded[name], writable, configurable });
    if (name !== 'Function') setPrototypeOf(guarded[name], guarded.Function);
  }
  define(globalThis, 'Function', guarded.Function);
  // Called through a variable it is an indirect one: it sees the realm's global scope.
  define(globalThis, 'eval', { eval: (text: unknown): unknown => direct(text as string) }.eval);
  return direct;
}
