/** A property as a literal or a field makes it. Not an assignment: that would run setters, also inherited ones. */
export function define(object: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Not `push`: a script may have replaced it. */
export const append = (list: unknown[], value: unknown): void => define(list, list.length, value);
