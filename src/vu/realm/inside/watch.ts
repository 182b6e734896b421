/**
 * In the realm: remembers everything that can be reached from its global object, and tells by name what is different
 * later. Scripts have run by then, so nothing is called by its name.
 */
export function makeWatch(): () => string[] {
  const { apply, getOwnPropertyDescriptor, getPrototypeOf, isExtensible, ownKeys } = Reflect;
  const { is } = Object;
  const { get } = Map.prototype;
  const nameOf = Symbol.prototype.toString;
  type Members = Map<PropertyKey, PropertyDescriptor>;
  interface Known {
    readonly value: object;
    readonly path: string;
    readonly prototype: ReturnType<typeof Reflect.getPrototypeOf>;
    readonly extensible: boolean;
    readonly members: Members;
  }
  const known: Known[] = [];
  const paths = new Map<object, string>();

  const pathOf = (path: string, key: PropertyKey): string => {
    const name = typeof key === 'symbol' ? `[${apply(nameOf, key, [])}]` : (key as string);
    return path === '' ? name : `${path}${typeof key === 'symbol' ? '' : '.'}${name}`;
  };
  const note = (value: unknown, path: string): void => {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
    if (!paths.has(value)) paths.set(value, path);
  };
  note(globalThis, '');
  // A map grows while it is iterated over, and what is added comes up as well.
  for (const [value, path] of paths) {
    const members: Members = new Map();
    const prototype = getPrototypeOf(value);
    for (const key of ownKeys(value)) {
      const property = getOwnPropertyDescriptor(value, key)!;
      members.set(key, property);
      for (const part of [property.value, property.get, property.set]) note(part, pathOf(path, key));
    }
    note(prototype, pathOf(path, '__proto__'));
    known[known.length] = { value, path, prototype, extensible: isExtensible(value), members };
  }

  const differs = (before: PropertyDescriptor | undefined, now: PropertyDescriptor): boolean =>
    before === undefined ||
    !is(before.value, now.value) ||
    before.get !== now.get ||
    before.set !== now.set ||
    before.writable !== now.writable ||
    before.configurable !== now.configurable;

  /** A number that the engine reads; nothing but the length of stacks depends on it. */
  const mayDiffer = (path: string): boolean => path === 'Error.stackTraceLimit';

  const compare = ({ value, path, prototype, extensible, members }: Known, found: string[]): void => {
    const say = (name: string): void => {
      found[found.length] = name;
    };
    if (getPrototypeOf(value) !== prototype) say(pathOf(path, '__proto__'));
    if (isExtensible(value) !== extensible) say(path === '' ? 'globalThis' : path);
    const keys = ownKeys(value);
    let count = 0;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index]!;
      const before = apply(get, members, [key]) as PropertyDescriptor | undefined;
      if (before !== undefined) count++;
      const name = pathOf(path, key);
      if (differs(before, getOwnPropertyDescriptor(value, key)!) && !mayDiffer(name)) say(name);
    }
    if (count < size(members)) say(`${path} (a member was deleted)`);
  };
  const size = (members: Members): number => apply(sizeOf, members, []) as number;
  const sizeOf = getOwnPropertyDescriptor(Map.prototype, 'size')!.get!;

  return () => {
    const found: string[] = [];
    for (let index = 0; index < known.length; index++) compare(known[index]!, found);
    return found;
  };
}
