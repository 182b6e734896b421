/**
 * In the realm: makes a property of a builtin one that each VU has for itself. Until the first VU changes it, reading
 * it costs next to nothing; `read` gives what the VU that runs has made of it, or the value given.
 */
export function makePerVu(
  target: object,
  name: string,
  read: (standard: unknown) => unknown,
  write: (value: unknown) => void,
): void {
  const standard = (target as Record<string, unknown>)[name];
  let changed = false;
  const property = Reflect.getOwnPropertyDescriptor(
    {
      get [name]() {
        return changed ? read(standard) : standard;
      },
      set [name](value: unknown) {
        changed = true;
        write(value);
      },
    },
    name,
  )!;
  Reflect.defineProperty(target, name, { ...property, enumerable: false });
}
