/** In a script: everything that can be reached from some values, by keys, prototypes and accessors, with its path. */
export const CRAWLER = `
  const seen = new Set();
  const foreign = [];
  const roots = new Set([Object.prototype, null]);
  const rootOf = (value) => {
    let at = value;
    for (let next = Object.getPrototypeOf(at); next !== null; next = Object.getPrototypeOf(at)) at = next;
    return at;
  };
  const crawl = (value, path) => {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
    if (seen.has(value)) return;
    seen.add(value);
    const root = rootOf(value);
    // What has no prototype is its own root, and what it holds is looked at as well.
    if (root !== Object.prototype && root !== value) foreign.push(path);
    crawl(Object.getPrototypeOf(value), path + '.__proto__');
    for (const key of Reflect.ownKeys(value)) {
      const name = path + '.' + String(key);
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (!property) continue;
      crawl(property.value, name);
      crawl(property.get, name + '(get)');
      crawl(property.set, name + '(set)');
      if (property.get && !path.includes('.__proto__')) {
        try { crawl(value[key], name); } catch (error) { crawl(error, name + '(thrown)'); }
      }
    }
  };
  const calls = (value, path) => {
    // Every function once with nothing sensible, as a function and as a constructor: for what it throws and returns.
    for (const key of Object.keys(value)) {
      const fn = value[key];
      if (typeof fn !== 'function') continue;
      for (const [how, call] of [['()', () => fn()], ['(sym)', () => fn(Symbol.iterator, Symbol.iterator)], ['new', () => new fn()], ['new(5)', () => new fn(5, 5)]]) {
        try { crawl(call(), path + '.' + key + how); } catch (error) { crawl(error, path + '.' + key + how + '(thrown)'); }
      }
    }
  };
`;
