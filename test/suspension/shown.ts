// A value as text that is the same for objects of every realm.

const MAX_DEPTH = 8;

export function shown(value: unknown, depth = 0): string {
  switch (typeof value) {
    case 'string':
      return depth === 0 ? value : JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return String(value);
    case 'function':
      return `[function ${value.name}]`;
    case 'object':
      return value === null ? 'null' : depth > MAX_DEPTH ? '…' : shownObject(value, depth + 1);
    default:
      return String(value);
  }
}

function shownObject(value: object, depth: number): string {
  const list = (items: Iterable<unknown>): string => Array.from(items, (item) => shown(item, depth)).join(', ');
  if (Array.isArray(value))
    return `[${Array.from(value, (item, i) => (i in value ? shown(item, depth) : '')).join(', ')}]`;
  switch (kindOf(value)) {
    case 'Error':
      return `${nameOf(value)}: ${shown((value as Error).message, depth - 1)}`;
    case 'Map':
      return `Map {${list(Map.prototype.entries.call(value as Map<unknown, unknown>))}}`;
    case 'Set':
      return `Set {${list(Set.prototype.values.call(value as Set<unknown>))}}`;
    case 'Promise':
      return 'Promise';
    case 'Date':
      return `Date ${Date.prototype.getTime.call(value)}`;
    default:
      return `${nameOf(value)} {${Object.entries(Object.getOwnPropertyDescriptors(value))
        .filter(([, { enumerable }]) => enumerable)
        .map(([key, property]) => `${key}: ${'value' in property ? shown(property.value, depth) : '[accessor]'}`)
        .join(', ')}}`;
  }
}

/** By what only the right kind of object lets be done with it. */
function kindOf(value: object): string {
  const tries: Record<string, () => unknown> = {
    Map: () => Map.prototype.has.call(value as Map<unknown, unknown>, 0),
    Set: () => Set.prototype.has.call(value as Set<unknown>, 0),
    Date: () => Date.prototype.getTime.call(value),
  };
  for (const [name, run] of Object.entries(tries)) {
    try {
      run();
      return name;
    } catch {
      // It is something else.
    }
  }
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return tag === 'Promise' || tag === 'Error' ? tag : 'Object';
}

function nameOf(value: object): string {
  const made = Object.getPrototypeOf(value)?.constructor;
  return typeof made === 'function' ? String(made.name) : 'Object without a class';
}
