// Typed arrays with functions of the script: callbacks, conversions, classes and lists that are changed meanwhile.

import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

const caught = (run) => {
  try {
    return run();
  } catch (error) {
    return [error.constructor.name, error instanceof TypeError || error instanceof RangeError ? '' : error.message];
  }
};

const shown = (value) =>
  ArrayBuffer.isView(value) ? `${Object.prototype.toString.call(value)} ${Array.from(value)}` : String(value);

/** The length is the view's own, and callbacks are asked in order. */
export function callbacks() {
  const log = [];
  const view = new Int16Array([5, 1, 4]);
  Object.defineProperty(view, 'length', { get: () => log.push('length') });
  log.push(view.map((x, i) => b(x + i)).join(), view.filter((x) => b(x > 2)).join(), view.some((x) => b(x) > 4));
  log.push(view.every((x) => b(x) < 5), view.find((x) => b(x) < 5), view.findIndex((x) => b(x) === 4));
  log.push(view.findLast((x) => b(x) > 4), view.findLastIndex((x) => b(x) === 9));
  log.push(view.reduce((s, x) => b(s) + x), view.reduceRight((s, x) => b(s) + x, 'from '));
  view.forEach((x, i, all) => log.push(b(x), i, all === view));
  log.push(Array.from(view.sort((x, y) => b(x) - y)).join());
  log.push(caught(() => view.map(b(5))), caught(() => new Int8Array().reduce((x) => b(x))));
  for (const name of ['map', 'filter', 'forEach', 'find', 'some', 'reduce']) {
    log.push(caught(() => Int8Array.prototype[name].call([1], (x) => b(x))));
  }
  return log;
}

/** A class of the script makes the new one, and what it makes is looked at. */
export function derived() {
  const log = [];
  class Own extends Uint8Array {
    constructor(...all) {
      super(...all);
      log.push(b(all.length));
    }
  }
  const own = new Own([1, 2, 3]);
  for (const made of [own.map((x) => x + 1), own.filter((x) => b(x) > 1), own.slice(1), own.subarray(1, 2)]) {
    log.push(made instanceof Own, shown(made));
  }
  const species = (made) => {
    const view = new Uint8Array([7, 8, 9]);
    view.constructor = {
      get [Symbol.species]() {
        log.push(b('species'));
        return made;
      },
    };
    return view;
  };
  for (const made of [undefined, null, Float32Array, BigInt64Array, Array, 5, class { constructor() { b(1); } }]) {
    log.push(shown(caught(() => species(made).map((x) => x * 2))), shown(caught(() => species(made).slice(1))));
    log.push(shown(caught(() => species(made).filter((x) => b(x) > 7))));
  }
  const other = new Uint8Array(2);
  log.push(caught(() => species(function () { return b(other); }).map((x) => x)), shown(other));
  return log;
}

/** Arguments and values are converted from left to right. */
export function conversions() {
  const log = [];
  const n = (value, name = value) => ({ valueOf: () => (log.push(name), b(value)) });
  const view = () => new Float64Array([1, 2, 3, 4]);
  log.push(shown(view().fill(n(7), n(1), n(3))), shown(view().slice(n(1), n(-1))), shown(view().subarray(n(1), n(3))));
  log.push(view().includes(3, n(1)), view().indexOf(3, n(3)), view().lastIndexOf(1, n(-1)), view().at(n(-1)));
  log.push(view().join({ toString: () => b('+') }), shown(view().copyWithin(n(0), n(2), n(4))));
  const target = view();
  target.set([n(10), 11], n(1));
  log.push(shown(target), shown(new Uint8Array([n(1), n(2)])), shown(new BigInt64Array([n(3n)])));
  log.push(shown(new Int8Array({ length: n(2), 0: n(5), get 1() { return b(6); } })));
  log.push(shown(new Int8Array((function* () { yield b(1); yield n(2); })())));
  log.push(shown(Uint8Array.from([1, 2], (x) => b(x * 2))), shown(Uint16Array.from({ length: n(1), 0: n(4) })));
  log.push(shown(Int8Array.of(n(1), n(2))), caught(() => Int8Array.from.call(Array, [1])));
  log.push(caught(() => view().set([1, 2], n(-1))), caught(() => view().set([1, 2], n(3))));
  log.push(caught(() => new Uint8Array([n(1), { valueOf() { throw b(new EvalError('value')); } }])));
  log.push(caught(() => new BigInt64Array(1).fill(n(1))));
  return log.map(String);
}

/** The buffer goes while they are at it. */
export function goneBuffers() {
  const log = [];
  const going = (run) => {
    const view = new Int32Array(new ArrayBuffer(12, { maxByteLength: 12 }), 0, 3);
    for (const index of view.keys()) view[index] = index + 1;
    const go = () => {
      view.buffer.resize(0);
      return b(0);
    };
    const made = caught(() => run(view, { valueOf: go, toString: () => `${go()}` }, go));
    log.push(Array.isArray(made) ? made.join() : shown(made));
  };
  going((view, place) => view.includes(undefined, place));
  going((view, place) => view.includes(1, place));
  going((view, place) => view.indexOf(undefined, place));
  going((view, place) => view.lastIndexOf(1, place));
  going((view, place) => view.join(place));
  going((view, place) => view.fill(1, place));
  going((view, place) => view.slice(place));
  going((view, _, go) => view.map((x) => (go(), x ?? 5)));
  going((view, _, go) => view.filter((x) => (go(), x === undefined)).length);
  going((view, _, go) => view.reduce((s, x) => (go(), `${s}${x}`)));
  going((view, place) => view.set([place, 5, 6]));
  going((view, _, go) => (go(), view.map((x) => b(x))));
  return log;
}
