// Syntax in places that are easily forgotten.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

export function computedKeys() {
  let n = 0;
  class A {
    [b(`m${n++}`)]() {
      return b(1);
    }
    static [b(`s${n++}`)] = b(2);
    get [b(`g${n++}`)]() {
      return b(3);
    }
    [b(`f${n++}`)] = b(4);
  }
  const one = new A();
  return [
    one.m0(),
    A.s1,
    one.g2,
    one.f3,
    {
      [b('a')]: b(5),
      [b('c')]() {
        return b(6);
      },
    }.c(),
  ];
}

export async function awaitInComputedKeys() {
  class A {
    [await b('m')]() {
      return b(1);
    }
    static [await b('s')] = b(2);
  }
  return [new A().m(), A.s, { [await b('k')]: await b(3) }];
}

export function heritage() {
  class A {
    m() {
      return b('A');
    }
  }
  class C {
    m() {
      return b('C');
    }
  }
  class D extends (b(true) ? A : C) {}
  class E extends (() => b(C))() {}
  class F extends class extends A {
    n() {
      return b('n');
    }
  } {}
  function Old() {
    this.o = b(1);
  }
  Old.prototype.m = () => b('old');
  class G extends Old {
    k = b(this.o);
  }
  class H extends null {
    static s() {
      return b('null');
    }
  }
  return [new D().m(), new E().m(), new F().n(), new G().m(), new G().k, H.s()];
}

export function staticsAndBlocks() {
  const log = [];
  class A {
    static x = b(1);
    static {
      log.push(b(this.x));
      for (const v of [1, 2]) log.push(b(v));
    }
    static #p = b(3);
    static y = [1].map((v) => b(v) + A.#p);
    static {
      try {
        b(1);
        throw new RangeError('in a block');
      } catch (error) {
        log.push(error.message);
      }
    }
    z = b(this.constructor.x);
  }
  return [A.x, A.y, log, new A().z];
}

export function instanceFields() {
  class A {
    a = b(1);
    f = (x) => [this.a, b(x)];
    [`k${b(1)}`] = b(2);
    #p = b(3);
    p = () => this.#p;
    constructor() {
      this.order = Object.keys(this);
    }
  }
  class C extends A {
    c = b(this.a + 1);
    constructor() {
      super();
      this.done = b(true);
    }
  }
  const one = new C();
  return [one.f(4), one.k1, one.p(), one.order, one.c, Object.keys(one)];
}

export function parameters() {
  const f = (a, c = b(a), { d = b(c), ...rest } = { e: b(1) }, [g = b(2), h] = [undefined, b(3)], ...more) => [
    a,
    c,
    d,
    rest,
    g,
    h,
    more,
  ];
  function withInner(x = (() => b(1))(), y = (() => b(x))()) {
    var x2 = x;
    return [x2, y, arguments.length];
  }
  function own(
    x,
    get = () => x,
    set = (v) => {
      x = v;
    },
  ) {
    set(b(5));
    return [x, get()];
  }
  function* numbers(a = b(1)) {
    yield a;
    yield b(2);
  }
  return [f(0), f(1, 2, { d: 3, z: 4 }, [5, 6], 7), withInner(), own(1), [...numbers()]];
}

export function patterns() {
  function* source() {
    try {
      yield b(1);
      yield b(2);
      yield b(3);
    } finally {
      closed.push(b('closed'));
    }
  }
  const closed = [];
  const [p, , q = b(9)] = source();
  const [r, ...s] = source();
  const { a: { c = b(4) } = {}, ['d' + b(1)]: t = b(5), ...u } = { d1: undefined, e: 1 };
  let v, w;
  [v, w = b(v)] = [b(6)];
  ({
    v,
    x: { w } = { w: b(7) },
  } = { v: b(8) });
  for (const [key, { n = b(1) }] of new Map([['k', {}]])) closed.push([key, n]);
  return [p, q, r, s, c, t, u, v, w, closed];
}

export function deletes() {
  const o = { a: { p: 1, q: 2 } };
  const f = () => b(o.a);
  return [delete f()?.p, delete f()?.['q'], delete b(null)?.p, o.a, delete o[b('a')], Object.keys(o)];
}

export function chains() {
  const o = {
    a: {
      m(x) {
        return [this === o.a, b(x)];
      },
    },
    n: null,
    f: (x) => b(x),
  };
  return [
    o?.a?.m(b(1)),
    o.n?.m(b(2)),
    o.n?.[b(3)]?.x.y,
    o.a?.['m']?.(4),
    b(o)?.a.m?.(5),
    o.f?.(b(6)),
    o.missing?.(b(7)),
    o?.['f'](8),
    o?.n?.x,
    o.a?.m.call(o.a, 9),
    delete o?.a.zzz,
  ];
}

export function logical() {
  const o = { a: null, c: 0, d: 1 };
  let n = b(null);
  n ??= b(1);
  n ||= b(2);
  n &&= b(3);
  o.a ??= b(4);
  o.c ||= b(5);
  o.d &&= b(6);
  o[b('e')] ??= b(7);
  return [n, o, b(0) || b(8), b(1) && b(9), b(null) ?? b(10), (b(1), b(11)), b(false) ? b(1) : b(12)];
}

export function templates() {
  const seen = new Set();
  const tag = (strings, ...values) => {
    seen.add(strings);
    return strings.raw.map((text, i) => text + (i in values ? b(values[i]) : '')).join('');
  };
  const run = (x) => tag`a${x}\n${b(2)}`;
  const o = {
    name: 'o',
    tag(strings, x) {
      return [this.name, b(x)];
    },
  };
  return [run(1), run(2), seen.size, o.tag`q${b(3)}`, `${b(1)}${`${b(2)}`}`, ((s) => (t) => [s[0], t[0], b(1)])`x``y`];
}

export function controlFlow() {
  const out = [];
  outer: for (let i = b(0); i < 3; i++) {
    for (let j = 0; ; j++) {
      if (j === b(2)) continue outer;
      if (i === b(2)) break outer;
      out.push([i, j]);
    }
  }
  const f = (x) => {
    try {
      b(1);
      if (x) return b('try');
      throw new Error('t');
    } catch {
      return b('catch');
    } finally {
      out.push(b('finally'));
      if (x === 2) return 'override';
    }
  };
  const g = () => {
    for (const v of [1, 2]) {
      try {
      } finally {
        out.push(b(v));
      }
    }
  };
  g();
  block: {
    out.push(b('in'));
    if (b(true)) break block;
    out.push('never');
  }
  switch (b(2)) {
    case b(1):
      out.push(1);
    case b(2):
      out.push(2);
    case 3:
      out.push(3);
      break;
    default:
      out.push('d');
  }
  do {
    out.push(b('do'));
  } while (b(false));
  return [f(0), f(1), f(2), out];
}

export function closuresInLoops() {
  const fs = [];
  for (let i = 0; i < 3; i++) {
    fs.push(() => [i, b(i)]);
    if (i === 1) i = b(i);
  }
  for (const v of [7, 8]) fs.push(() => b(v));
  for (const k in { x: 1 }) fs.push(() => b(k));
  for (let i = 0, inc = () => i++; i < 2; inc(), b(i++)) fs.push(() => i);
  return fs.map((f) => f());
}

export function argumentsObject() {
  function f(a, c) {
    arguments[0] = b('changed');
    return [a, arguments.length, arguments[0], [...arguments].map((v) => b(v)), typeof arguments.callee2];
  }
  const inArrow = function () {
    return (() => b(arguments[0]))();
  };
  const o = {
    get g() {
      return b(arguments.length);
    },
    m() {
      return [].map.call(arguments, (v) => b(v));
    },
  };
  return [f(1, 2, 3), inArrow(4), o.g, o.m(5, 6)];
}
