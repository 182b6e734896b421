// Getters and setters: lazy ones, inherited ones, replaced ones, read by every way there is.

import { sleep } from 'k6';
import http from 'k6/http';

const b = (x) => {
  sleep(0.001);
  return x;
};

export function lazyByDefineProperty() {
  class Session {
    get token() {
      const value = http.get('http://sut/login').url;
      Object.defineProperty(this, 'token', { value });
      return value;
    }
  }
  const session = new Session();
  return [session.token, session.token, session.token];
}

export function lazyByDelete() {
  const session = {
    get token() {
      delete this.token;
      return (this.token = http.get('http://sut/login').url);
    },
  };
  return [session.token, session.token, Object.keys(session)];
}

export function overridden() {
  class A {
    get x() {
      return b('A.x');
    }
    get y() {
      return b('A.y');
    }
    get z() {
      return b('A.z');
    }
  }
  class B extends A {
    x() {
      return 'method';
    }
    set y(v) {
      this.v = b(v);
    }
    z = b('field');
  }
  const one = new B();
  one.y = 1;
  return [typeof one.x, one.x(), one.y, one.v, one.z];
}

export function spreadOverAGetter() {
  const base = {
    get a() {
      return b(1);
    },
    c: b(2),
  };
  const copy = {
    get a() {
      return 'own';
    },
    ...base,
    c: b(3),
  };
  return [copy.a, copy.c, Object.getOwnPropertyDescriptor(copy, 'a').value, { ...base, a: 9 }.a];
}

export function superInAccessors() {
  class A {
    get x() {
      return b(['A', this.n]);
    }
    set x(v) {
      this.stored = b(v);
    }
    n = 1;
  }
  class B extends A {
    get x() {
      return ['B', super.x, super['x']];
    }
    set x(v) {
      super.x = b(v) + 1;
    }
    n = 2;
  }
  class C extends B {
    get x() {
      const k = 'x';
      return ['C', super[k]];
    }
  }
  const one = new C();
  const two = new B();
  two.x = 5;
  return [one.x, two.x, two.stored];
}

export function superInObjects() {
  const parent = {
    get x() {
      return b(`parent of ${this.name}`);
    },
    m() {
      return b(this.name);
    },
  };
  const child = {
    __proto__: parent,
    name: 'child',
    get x() {
      return `child, ${super.x}`;
    },
    m() {
      return [super.m(), super['m']()];
    },
  };
  return [child.x, child.m()];
}

export function everyWayToRead() {
  let reads = 0;
  const o = {
    get a() {
      reads++;
      return b(reads);
    },
    get [`c${1}`]() {
      return b('computed');
    },
  };
  const { a, ...rest } = o;
  const { ['a']: again, missing = o.c1 } = o;
  const key = 'a';
  const found = [
    a,
    rest,
    again,
    missing,
    o.a,
    o[key],
    o?.a,
    o?.[key],
    Reflect.get(o, 'a'),
    { ...o }.a,
    Object.values(o)[0],
    Object.entries(o)[0][1],
    Object.assign({}, o).a,
    JSON.stringify(o),
  ];
  (({ a: inParameter }) => found.push(inParameter))(o);
  for (const k in o) found.push(o[k]);
  return [found, reads];
}

export function everyWayToWrite() {
  const log = [];
  const o = {
    set a(v) {
      log.push(b(v));
    },
    get a() {
      return b(10);
    },
  };
  o.a = 1;
  o['a'] = 2;
  o.a += 3;
  o.a ||= 4;
  o.a &&= 5;
  o.a ??= 6;
  o.a++;
  --o.a;
  [o.a] = [7];
  ({ x: o.a } = { x: 8 });
  ({ y: o.a = b(9) } = {});
  [...o.a] = [1, 2];
  for (o.a of [10, 11]);
  for (o.a in { k: 1 });
  Object.assign(o, { a: 12 });
  Reflect.set(o, 'a', 13);
  return log;
}

export function definedLater() {
  const o = Object.defineProperty({}, 'x', { get: () => b(1), enumerable: true, configurable: true });
  const p = Object.defineProperties(
    {},
    {
      y: {
        get() {
          return b(this.z);
        },
      },
      z: { value: b(2) },
    },
  );
  const q = Object.create(
    {
      get w() {
        return b(this.name);
      },
    },
    { name: { value: 'q' } },
  );
  class A {}
  Object.defineProperty(A.prototype, 'v', {
    get() {
      return b('v');
    },
    set(x) {
      this.u = b(x);
    },
  });
  const one = new A();
  one.v = 3;
  const name = 'x';
  return [o.x, p.y, q.w, one.v, one.u, { ...o }, o[name], Reflect.getOwnPropertyDescriptor(o, 'x').get()];
}

export function computedAndPrivate() {
  const key = 'k';
  class A {
    #secret = b(1);
    get [key]() {
      return b(this.#secret);
    }
    set [key](v) {
      this.#secret = b(v);
    }
    get #hidden() {
      return b(this.#secret * 2);
    }
    set #hidden(v) {
      this.#secret = b(v);
    }
    static #count = b(0);
    static get count() {
      return b(A.#count++);
    }
    test() {
      this.#hidden = 5;
      this.#hidden += 1;
      return [this.#hidden, this.#secret++, this.#secret];
    }
  }
  const one = new A();
  one[key] = 2;
  return [one.k, one.test(), A.count, A.count];
}

export function statics() {
  class A {
    static get x() {
      return b('static');
    }
    static set x(v) {
      this.y = b(v);
    }
  }
  class B extends A {}
  B.x = 1;
  return [A.x, B.x, B.y, A.y, Object.hasOwn(B, 'y')];
}

export function throwing() {
  const o = {
    get a() {
      b(1);
      throw new RangeError('read');
    },
    set a(v) {
      b(1);
      throw new RangeError('written');
    },
  };
  return [
    () => o.a,
    () => {
      o.a = 1;
    },
    () => ({ ...o }),
    () => {
      const { a } = o;
      return a;
    },
    () => Object.entries(o),
  ].map((run) => {
    try {
      return run();
    } catch (error) {
      return error.message;
    }
  });
}

// Each puts its value in its own place, so the language finds another object the second time it looks.
export function lazyInBuiltins() {
  const log = [];
  class Session {
    get token() {
      const value = b(log.push('token'));
      Object.defineProperty(this, 'token', { value, enumerable: true });
      return value;
    }
  }
  const lazy = (name) => ({
    get() {
      const value = b(`${name} ${log.push(name)}`);
      Object.defineProperty(this, name, { value, enumerable: true });
      return value;
    },
    enumerable: true,
    configurable: true,
  });
  const both = () => Object.defineProperties({}, { one: lazy('one'), two: lazy('two') });
  const taken = [];
  const target = {
    set one(v) {
      taken.push(b(v));
    },
    set two(v) {
      taken.push(b(v));
    },
  };
  const sessions = [new Session(), new Session()].map((session) => Object.create(session, { own: { value: 1, enumerable: true } }));
  for (const session of sessions) Object.defineProperty(session, 'toJSON', { value: () => ({ token: session.token }) });
  Object.assign(target, both());
  return [{ ...both() }, Object.values(both()), JSON.stringify(both()), taken, JSON.stringify(sessions), log];
}

/** A member between the halves of an accessor takes the place of the one before it. */
export function replacedHalves() {
  const look = (o) =>
    Object.entries(Object.getOwnPropertyDescriptors(o)).map(([key, d]) => [key, typeof d.get, typeof d.set, typeof d.value]);
  const key = 'a';
  class Members {
    get a() { return b(0); }
    a() { return b(1); }
    set a(x) { b(x); }
    static get [key]() { return b(0); }
    static [key]() { return b(1); }
    static set a(x) { b(x); }
  }
  return [
    { get a() { return b(0); }, ...{ a: 1 }, set a(x) { b(x); } },
    { set a(x) { b(x); }, ...{ a: 1 }, get a() { return b(0); } },
    { get a() { return b(0); }, [key]: 1, set a(x) { b(x); } },
    { get a() { return b(0); }, a() { return b(1); }, set a(x) { b(x); } },
    { get [key]() { return b(0); }, ...{ a: 2 }, set [key](x) { b(x); } },
    { get a() { return b(0); }, get [key]() { return b(1); }, set a(x) { b(x); } },
    Members.prototype,
    { a: Object.getOwnPropertyDescriptor(Members, 'a') },
  ].map(look);
}
