// `super`, `new.target`, optional calls: who is `this`?
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

class Base {
  name = 'base';
  m(x) {
    return b([this.name, x]);
  }
  static s(x) {
    return b([this.name, x]);
  }
}

export function optionalSuper() {
  class A extends Base {
    name = 'A';
    call() {
      return [super.m?.(b(1)), super.missing?.(b(2)), super['m']?.(3), super.m?.call(this, 4)];
    }
    static all() {
      return [super.s?.(1), super.t?.(2)];
    }
  }
  return [new A().call(), A.all()];
}

export function parenthesised() {
  const o = {
    name: 'o',
    m() {
      return b(this?.name);
    },
  };
  return [(o.m)(), (o?.m)(), (o?.['m'])(b(1)), (0, o.m)(), (o.m, o.m)(), o?.m?.(), (o ?? 1).m()];
}

export function superTagged() {
  class A extends Base {
    m(strings, ...values) {
      return [strings.raw.join('|'), values.map((v) => b(v)), this.name];
    }
  }
  class C extends A {
    name = 'C';
    test(t) {
      return [super.m`x${b(t)}y`, super['m']`z`, this.m`w${1}`];
    }
  }
  return new C().test(5);
}

export function targets() {
  function Old(x) {
    this.isNew = b(new.target === Old);
    this.x = x;
  }
  class A {
    constructor() {
      this.target = b(new.target.name);
    }
  }
  class C extends A {
    constructor() {
      b(1);
      super();
      this.own = new.target === C;
    }
  }
  function Either() {
    return new.target ? this : [b('called')];
  }
  const arrow = function () {
    return (() => b(new.target?.name))();
  };
  return [
    new Old(1).isNew,
    new A().target,
    new C(),
    Either(),
    new Either() instanceof Either,
    Reflect.construct(A, [], C).target,
    typeof arrow(),
    new (function Named() {
      this.t = (() => b(new.target.name))();
    })().t,
  ];
}

export function superLater() {
  class A {
    constructor(x) {
      this.x = b(x);
    }
  }
  class C extends A {
    constructor(x) {
      const call = () => super(b(x));
      const before = b('before');
      call();
      this.before = before;
    }
  }
  class D extends A {
    constructor(x) {
      if (b(x)) {
        super(x);
      } else {
        super('none');
      }
    }
  }
  class E extends A {
    constructor(...all) {
      super(...all.map((v) => b(v)));
      this.f = () => super.constructor.name;
    }
  }
  return [new C(1), new D(0), new D(2), new E(3).f()];
}

export function superTwice() {
  class A {
    constructor() {
      this.x = b(1);
    }
  }
  class C extends A {
    constructor() {
      super();
      try {
        super();
      } catch (error) {
        this.error = error.name;
      }
    }
  }
  class D extends A {
    constructor() {
      try {
        this.x;
      } catch (error) {
        super();
        this.early = error.name;
      }
    }
  }
  class E extends A {
    constructor() {
      b(1);
    }
  }
  return [
    new C(),
    new D(),
    (() => {
      try {
        return new E();
      } catch (error) {
        return error.name;
      }
    })(),
  ];
}

export function givesAnother() {
  class A {
    constructor(x) {
      b(1);
      return { other: b(x) };
    }
  }
  class C extends A {
    field = b('field');
    constructor(x) {
      const made = super(x);
      this.same = made === this;
    }
  }
  class D {
    constructor() {
      b(1);
      return 5;
    }
  }
  class F extends A {
    constructor(x) {
      super(x);
      return b(x) ? { own: true } : undefined;
    }
  }
  function G(x) {
    this.a = 1;
    return b(x);
  }
  class H extends C {
    constructor() {
      super(1);
      return 7;
    }
  }
  return [
    new A(1),
    new C(2),
    new D() instanceof D,
    new F(1),
    new F(0),
    new G({ c: 1 }),
    new G(1),
    (() => {
      try {
        return new H();
      } catch (error) {
        return error.name;
      }
    })(),
  ];
}

export function mixins() {
  const Timed = (P) =>
    class extends P {
      started = b('started');
      m(x) {
        return ['timed', super.m(x)];
      }
    };
  const Named = (P) =>
    class Named extends P {
      constructor(...all) {
        super(...all);
        this.name = b(`named ${all.length}`);
      }
    };
  class A extends Timed(Named(Base)) {
    m(x) {
      return ['A', super.m(b(x))];
    }
  }
  const one = new A(1, 2);
  return [one.m(3), one.started, one.name, A.s(1), Object.keys(one)];
}

export function superOfObjects() {
  const one = {
    hi() {
      return b(`one ${this.n}`);
    },
  };
  const two = {
    hi() {
      return b(`two ${this.n}`);
    },
  };
  const o = {
    n: 5,
    hi() {
      return super.hi();
    },
    set() {
      super.extra = b(1);
      return this.extra;
    },
  };
  const found = [];
  for (const parent of [one, two]) {
    Object.setPrototypeOf(o, parent);
    found.push(o.hi());
  }
  return [found, o.set(), Object.hasOwn(o, 'extra')];
}

export function thisInCallbacks() {
  class A {
    #k = b(3);
    list() {
      return [1, 2].map((v) => b(v) + this.#k);
    }
    each() {
      const out = [];
      [1, 2].forEach(function (v) {
        out.push(b(v) + this.#k);
      }, this);
      return out;
    }
    has(o) {
      return [o].filter((v) => #k in b(v)).length;
    }
    static make() {
      return [1].map(() => new this()).length;
    }
    plain = [1].map((v) => b(v) + this.#k);
  }
  const one = new A();
  return [one.list(), one.each(), one.has(one), one.has({}), A.make(), one.plain];
}
