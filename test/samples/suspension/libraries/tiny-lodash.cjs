// A small library in the manner of lodash: one function object with everything on it, chains, placeholders, memoisation.
const root = (function (undefined) {
  const slice = Array.prototype.slice;
  const isFunction = (value) => typeof value === 'function';
  const property = (path) => (object) => get(object, path);
  const matches = (source) => (object) => Object.keys(source).every((key) => object[key] === source[key]);
  /** What may stand for a callback: a function, a path, a part of an object, or nothing. */
  function iteratee(value) {
    if (isFunction(value)) return value;
    if (value == null) return (x) => x;
    return typeof value === 'object' ? matches(value) : property(value);
  }
  function get(object, path, otherwise) {
    const keys = Array.isArray(path) ? path : String(path).split('.');
    let index = 0;
    while (object != null && index < keys.length) object = object[keys[index++]];
    return index === keys.length && object !== undefined ? object : otherwise;
  }
  function _(value) {
    return new Wrapper(value, []);
  }
  function Wrapper(value, actions) {
    this.__wrapped__ = value;
    this.__actions__ = actions;
  }
  function each(collection, fn) {
    const f = iteratee(fn);
    if (Array.isArray(collection)) {
      for (let i = 0; i < collection.length; i++) if (f(collection[i], i, collection) === false) break;
    } else for (const key in collection) if (Object.prototype.hasOwnProperty.call(collection, key) && f(collection[key], key, collection) === false) break;
    return collection;
  }
  function reduce(collection, fn, start) {
    let value = start;
    let isFirst = arguments.length < 3;
    each(collection, (item, key) => {
      value = isFirst ? item : fn(value, item, key, collection);
      isFirst = false;
    });
    return value;
  }
  Object.assign(_, {
    each,
    forEach: each,
    map: (collection, fn) => {
      const out = [];
      const f = iteratee(fn);
      each(collection, (item, key) => void out.push(f(item, key, collection)));
      return out;
    },
    filter: (collection, fn) => {
      const out = [];
      const f = iteratee(fn);
      each(collection, (item, key) => void (f(item, key, collection) && out.push(item)));
      return out;
    },
    reduce,
    find: (collection, fn) => {
      const f = iteratee(fn);
      let found;
      each(collection, (item, key) => {
        if (!f(item, key)) return true;
        found = item;
        return false;
      });
      return found;
    },
    some: (collection, fn) => _.find(_.map(collection, fn), Boolean) !== undefined,
    every: (collection, fn) => !_.some(collection, _.negate(iteratee(fn))),
    sortBy: (collection, fn) => {
      const f = iteratee(fn);
      return _.map(collection, (value, index) => ({ value, index, by: f(value) }))
        .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.index - b.index))
        .map(property('value'));
    },
    groupBy: (collection, fn) => {
      const f = iteratee(fn);
      return _.reduce(collection, (groups, item) => {
        const key = f(item);
        (groups[key] = groups[key] || []).push(item);
        return groups;
      }, {});
    },
    mapValues: (object, fn) => _.reduce(object, (out, value, key) => ((out[key] = iteratee(fn)(value, key)), out), {}),
    times: (n, fn) => Array.from(Array(n), (_unused, i) => fn(i)),
    get,
    property,
    negate: (fn) => function () { return !fn.apply(this, arguments); },
    bind: (fn, self) => {
      const bound = slice.call([fn, self], 2);
      return function () { return fn.apply(self, bound.concat(slice.call(arguments))); };
    },
    partial: (fn, ...given) => function (...rest) {
      let next = 0;
      const all = given.map((value) => (value === _ ? rest[next++] : value));
      return fn.apply(this, all.concat(rest.slice(next)));
    },
    curry: (fn, arity = fn.length) => function curried(...given) {
      return given.length >= arity ? fn.apply(this, given) : (...more) => curried.apply(this, given.concat(more));
    },
    memoize: (fn, resolver) => {
      const memoized = function () {
        const key = resolver ? resolver.apply(this, arguments) : arguments[0];
        if (memoized.cache.has(key)) return memoized.cache.get(key);
        const result = fn.apply(this, arguments);
        memoized.cache = memoized.cache.set(key, result) || memoized.cache;
        return result;
      };
      memoized.cache = new Map();
      return memoized;
    },
    flow: (...fns) => function (...all) {
      return fns.slice(1).reduce((value, fn) => fn.call(this, value), fns[0].apply(this, all));
    },
    once: (fn) => {
      let result;
      return function () {
        if (fn) {
          result = fn.apply(this, arguments);
          fn = undefined;
        }
        return result;
      };
    },
    wrap: (value, wrapper) => _.partial(wrapper, value),
    attempt: (fn, ...all) => {
      try {
        return fn(...all);
      } catch (error) {
        return error instanceof Error ? error : new Error(error);
      }
    },
    invokeMap: (collection, name, ...all) => _.map(collection, (item) => (isFunction(name) ? name : item[name]).apply(item, all)),
    cloneWith: (value, fn) => {
      const own = fn(value);
      return own === undefined ? (typeof value === 'object' && value !== null ? Object.assign(Object.create(Object.getPrototypeOf(value)), value) : value) : own;
    },
    chain: (value) => _(value),
    tap: (value, fn) => (fn(value), value),
    mixin: (object) => {
      for (const name of Object.keys(object)) {
        _[name] = object[name];
        install(name);
      }
      return _;
    },
  });
  function install(name) {
    Wrapper.prototype[name] = function (...all) {
      return new Wrapper(this.__wrapped__, this.__actions__.concat({ fn: _[name], all }));
    };
  }
  each(Object.keys(_), install);
  Wrapper.prototype.value = Wrapper.prototype.toJSON = Wrapper.prototype.valueOf = function () {
    return this.__actions__.reduce((value, { fn, all }) => fn(value, ...all), this.__wrapped__);
  };
  return _;
})();
module.exports = root;
module.exports.default = root;
