// Construction: builtins as base classes, ES5 constructors, Reflect.construct, order of fields and bodies.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

export function orderOfFieldsAndBodies() {
  const log = [];
  class A {
    a = log.push(b('A field'));
    constructor() {
      log.push(b('A body'));
      this.init();
    }
    init() {
      log.push('A init');
    }
  }
  class C extends A {
    c = log.push(b('C field'));
    constructor() {
      log.push(b('C before'));
      super();
      log.push(b('C after'));
    }
    init() {
      log.push(`C init ${'c' in this}`);
    }
  }
  new C();
  return log;
}

export function builtinsBelow() {
  class List extends Array {
    constructor(...all) {
      super();
      for (const v of all) this.push(b(v));
    }
    sum() {
      return this.reduce((x, y) => b(x) + y, 0);
    }
  }
  class Store extends Map {
    constructor(entries) {
      super(entries);
      this.opened = b(true);
    }
    get(k) {
      return b(super.get(k));
    }
  }
  class Bag extends Set {
    add(v) {
      return super.add(b(v));
    }
  }
  class Failure extends TypeError {
    constructor(code) {
      super(`code ${b(code)}`);
      this.code = code;
    }
    get name() {
      return b('Failure');
    }
  }
  class Text extends String {
    shout() {
      return b(this.toUpperCase());
    }
  }
  class Fn extends Function {
    constructor() {
      super('return 1');
      this.x = b(2);
    }
  }
  const list = new List(1, 2, 3);
  return [
    list.sum(),
    list.length,
    Array.isArray(list),
    list.map((v) => b(v * 2)) instanceof List,
    new Store([['k', 1]]).get('k'),
    new Store().opened,
    new Bag([1, 1, 2]).size,
    String(new Failure(5)),
    new Failure(1) instanceof TypeError,
    new Text('abc').shout(),
    new Fn().x,
    new Fn()(),
    JSON.stringify(list),
  ];
}

export function es5() {
  function Animal(name) {
    this.name = b(name);
  }
  Animal.prototype.speak = function () {
    return b(`${this.name} speaks`);
  };
  Object.defineProperty(Animal.prototype, 'loud', {
    get() {
      return b(this.speak()).toUpperCase();
    },
  });
  function Dog(name) {
    Animal.call(this, name);
    this.kind = b('dog');
  }
  Dog.prototype = Object.create(Animal.prototype, { constructor: { value: Dog } });
  class Puppy extends Dog {
    constructor(name) {
      super(b(name));
      this.small = true;
    }
    speak() {
      return [super.speak(), b('yip')];
    }
  }
  const withGuard = function (x) {
    if (!(this instanceof withGuard)) return new withGuard(x);
    this.x = b(x);
  };
  return [
    new Dog('Rex').speak(),
    new Dog('Rex').loud,
    new Puppy('Bo').speak(),
    new Puppy('Bo'),
    new Puppy('x') instanceof Animal,
    withGuard(1),
    Dog.prototype.constructor.name,
  ];
}

export function es5Factories() {
  const extend = (Parent, members) => {
    function Child(...all) {
      return Object.hasOwn(members, 'init') ? void members.init.apply(this, all) : Parent.apply(this, all) || this;
    }
    Child.prototype = Object.assign(Object.create(Parent.prototype), members, { constructor: Child });
    return Child;
  };
  function Root() {
    this.root = b(1);
  }
  Root.prototype.m = function () {
    return b(this.root);
  };
  const Child = extend(Root, {
    n() {
      return b(2);
    },
  });
  const Other = extend(Root, {
    init(x) {
      Root.call(this);
      this.x = b(x);
    },
  });
  return [new Child().m(), new Child().n(), new Other(3), new Other(3) instanceof Root];
}

export function reflected() {
  class A {
    constructor(...all) {
      this.all = all.map((v) => b(v));
      this.target = new.target.name;
    }
  }
  class C extends A {
    constructor(...all) {
      super(...all);
      this.c = b('c');
    }
  }
  function F(x) {
    this.f = b(x);
  }
  const Bound = C.bind(null, 'bound');
  return [
    Reflect.construct(A, [1, 2]),
    Reflect.construct(A, [1], C),
    Reflect.construct(F, [3]),
    Reflect.construct(C, [], F).target,
    new Bound(4),
    Reflect.construct(Bound, [5], A) instanceof A,
    new (new Proxy(C, { construct: (T, all) => ({ made: b(all.length) }) }))(1, 2),
  ];
}

export function proxiedClass() {
  class A {
    constructor(x) {
      this.x = b(x);
    }
  }
  const P = new Proxy(A, {
    construct(T, all, target) {
      return Reflect.construct(T, [b(all[0]) + 1], target);
    },
    get: (T, k, r) => (k === 'extra' ? b('extra') : Reflect.get(T, k, r)),
  });
  class C extends P {
    c = b(1);
  }
  return [new P(1), new P(1) instanceof A, P.extra, new C(5), Reflect.construct(P, [7])];
}

export function singletonsAndFactories() {
  let made = 0;
  class Config {
    static #one;
    static get instance() {
      return (Config.#one ??= new Config());
    }
    constructor() {
      made++;
      this.loaded = b('loaded');
    }
  }
  class Shape {
    static create(kind) {
      return new { circle: Circle, square: Square }[kind](b(2));
    }
  }
  class Circle extends Shape {
    constructor(r) {
      super();
      this.area = b(r * 3);
    }
  }
  class Square extends Shape {
    constructor(s) {
      super();
      this.area = b(s * s);
    }
  }
  return [
    Config.instance.loaded,
    Config.instance === Config.instance,
    made,
    Shape.create('circle'),
    Shape.create('square').area,
  ];
}

export function thrown() {
  class A {
    constructor() {
      b(1);
      throw new RangeError('A');
    }
  }
  class C extends A {
    c = b(1);
  }
  class D {
    d = (() => {
      b(1);
      throw new RangeError('field');
    })();
  }
  return [
    A,
    C,
    D,
    class {
      static x = 1;
      constructor() {
        this.y = nowhere;
      }
    },
  ].map((K) => {
    try {
      return new K();
    } catch (error) {
      return `${error.name} ${error.message}`.slice(0, 20);
    }
  });
}

export function privateEverything() {
  class A {
    #a = b(1);
    static #s = b(2);
    #m(x) {
      return b(this.#a + x);
    }
    static #sm() {
      return b(A.#s);
    }
    get #g() {
      return b(this.#a * 10);
    }
    set #g(v) {
      this.#a = b(v);
    }
    async #am() {
      return b(await this.#a);
    }
    *#gm() {
      yield b(this.#a);
      yield* [b(2)];
    }
    async all() {
      this.#g = 4;
      this.#g += 1;
      this.#a++;
      ({ x: this.#a } = { x: b(this.#a) });
      [this.#a] = [this.#a + b(1)];
      return [this.#m(1), A.#sm(), this.#g, await this.#am(), [...this.#gm()], this?.#m?.(2), #a in this, this.#m.name];
    }
    static test(o) {
      try {
        return o.#m(1);
      } catch (error) {
        return error.constructor.name;
      }
    }
  }
  return new A().all().then((all) => [...all, A.test({}), A.test(new A())]);
}
