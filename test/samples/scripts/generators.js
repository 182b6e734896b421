// Generators that block between their yields, iterators that block, and who consumes them.
import http from 'k6/http';

const url = (path) => `http://sut/${path}`;
const load = (path) => http.get(url(path)).url;

function* pages(n) {
  let sent;
  try {
    for (let i = 0; i < n; i++) {
      const got = yield load(`p${i}`);
      if (got) sent = got;
    }
  } finally {
    load('closed');
  }
  return sent;
}
function* both() {
  yield 0;
  const value = yield* pages(2);
  yield value ?? 'nothing';
  yield* [1, 2];
}
export function loops() {
  const out = [];
  loop: for (const page of pages(5)) {
    for (const c of 'ab') {
      if (c === 'b') continue loop;
      out.push(page + c);
    }
    if (out.length > 2) break;
  }
  for (const page of pages(2)) out.push(load(page.length));
  let kept;
  for (kept of both()) out.push(kept);
  return [out, kept];
}
export function leavingEarly() {
  const first = () => {
    for (const page of pages(3)) return page;
  };
  const out = [first()];
  try {
    for (const page of pages(3)) throw new Error(page);
  } catch (error) {
    out.push(error.message);
  }
  return out;
}
export function consumers() {
  return [[...pages(2)], Array.from(pages(2)), Array.from(pages(2), (p) => load(p.length)), new Set(pages(1)).size, Math.max(...numbers()),
    new Map(entries()).get('a')];
}
function* numbers() {
  yield http.get(url('n')).status;
  yield 2;
}
function* entries() {
  yield ['a', load('entry')];
}
export function byHand() {
  const iterator = pages(2);
  const out = [iterator.next().value, iterator.next('sent').value, iterator.next()];
  const thrown = pages(2);
  thrown.next();
  try {
    thrown.throw(new Error('in'));
  } catch (error) {
    out.push(error.message);
  }
  const ended = pages(2);
  ended.next();
  return [out, ended.return('early'), iterator[Symbol.iterator]() === iterator, String(iterator)];
}
export function destructured() {
  const [first, second] = pages(3);
  let third, fourth;
  [third, fourth] = pages(2);
  const [a, ...rest] = both();
  return [first, second, third, fourth, a, rest];
}
export function infinite() {
  function* forever() {
    for (let i = 0; ; i++) yield load(i);
  }
  const [a, b] = forever();
  return [a, b];
}
class Pager {
  constructor(pages) {
    this.left = pages;
  }
  [Symbol.iterator]() {
    return {
      next: () => (this.left-- > 0 ? { value: load(this.left), done: false } : { value: undefined, done: true }),
      return() {
        load('returned');
        return {};
      },
    };
  }
  *each(prefix) {
    for (const page of this) yield prefix + page;
  }
  static *all() {
    yield* new Pager(1);
  }
}
export function ownIterators() {
  const out = [];
  for (const page of new Pager(3)) {
    out.push(page);
    if (out.length === 2) break;
  }
  return [out, [...new Pager(2)], [...new Pager(2).each('>')], [...Pager.all()]];
}
export function inObjects() {
  const source = {
    *items() {
      yield load('item');
    },
    *[Symbol.iterator]() {
      yield load('self');
    },
  };
  return [[...source.items()], [...source]];
}
export function mapped() {
  function* map(iterable, fn) {
    for (const item of iterable) yield fn(item);
  }
  return [...map(map([1, 2], (n) => load(n)), (text) => text.length)];
}
