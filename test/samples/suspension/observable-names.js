// What a script can see of its functions stays as it was written.

import { group, sleep } from 'k6';
import http from 'k6/http';
import { Trend } from 'k6/metrics';

const b = (x) => {
  sleep(0.001);
  return x;
};

function login(user, { password = b('pw') } = {}, ...more) {
  http.get(`http://sut/login/${user}`);
  return [user, password, more.length];
}
const trend = new Trend(`t_${login.name}`);

export function tags() {
  const result = group(login.name, () => login('u'));
  trend.add(1);
  return [login.name, trend.name, result];
}

export function groupOfAFunction() {
  function checkout() {
    return b('done');
  }
  return group(checkout.name, checkout);
}

export function lengths() {
  const withDefault = (a, c = 1, d) => b(a);
  return [login.length, withDefault.length, ((...all) => b(all)).length, ((a, c) => b(a)).length];
}

export function names() {
  const arrow = (x) => b(x);
  const { method } = {
    method(x) {
      return b(x);
    },
  };
  const [inPattern = (x) => b(x)] = [];
  const key = 'computed';
  const o = {
    [key]: (x) => b(x),
    [`get${key}`]() {
      return b(1);
    },
    [Symbol('sym')]: (x) => b(x),
    get g() {
      return b(1);
    },
  };
  let assigned;
  assigned = (x) => b(x);
  const bound = arrow.bind(null);
  return [
    arrow.name,
    method.name,
    inPattern.name,
    o[key].name,
    o[`get${key}`].name,
    o[Object.getOwnPropertySymbols(o)[0]].name,
    Object.getOwnPropertyDescriptor(o, 'g').get.name,
    assigned.name,
    bound.name,
    (() => b(1)).name,
    function named() {
      b(1);
    }.name,
  ];
}

export function constructors() {
  class ApiError extends Error {
    constructor(message) {
      super(b(message));
      this.name = this.constructor.name;
    }
  }
  class ApiError2 extends ApiError {}
  const error = new ApiError2('x');
  const f = async () => b(1);
  const g = function* () {
    yield b(1);
  };
  return [
    error.name,
    error.constructor === ApiError2,
    String(error),
    f.constructor.name,
    g.constructor.name,
    (() => b(1)).constructor.name,
    Object.prototype.toString.call(f),
    Object.prototype.toString.call(g()),
    f() instanceof Promise,
    ApiError.name,
    new.target === undefined,
  ];
}

export function texts() {
  const f = (user, _b) => b(user) + _b;
  function declared(x /* kept */) {
    return b(x);
  }
  class A {
    m(x) {
      return b(x);
    }
    get g() {
      return b(1);
    }
    async n() {
      return b(2);
    }
    *o() {
      yield b(3);
    }
  }
  const parameterNames = (fn) => /\(([^)]*)\)/.exec(String(fn))[1];
  // Bundlers may print blanks, comments and quotes in their own way.
  const textOf = (fn) => String(fn).replace(/\/\*.*?\*\/|[\s;]/g, '').replace(/"/g, "'");
  return [
    textOf(f), textOf(declared), textOf(A), textOf(A.prototype.m), parameterNames(f),
    textOf(Object.getOwnPropertyDescriptor(A.prototype, 'g').get), textOf(A.prototype.n), textOf(A.prototype.o),
  ];
}

export function order() {
  class A {
    z() {
      return b(1);
    }
    a() {
      return b(2);
    }
    static y = 1;
    static b() {
      return b(1);
    }
    get m() {
      return b(3);
    }
  }
  const o = {
    z: 1,
    get y() {
      return b(1);
    },
    x() {
      return b(2);
    },
    1: 1,
  };
  return [
    Object.getOwnPropertyNames(A.prototype),
    Object.getOwnPropertyNames(A),
    Object.keys(o),
    Object.keys(Object.getOwnPropertyDescriptors(o)),
  ];
}

export function flags() {
  const descriptor = (o, key) =>
    JSON.stringify(Object.getOwnPropertyDescriptor(o, key), (k, v) => (typeof v === 'function' ? 'f' : v));
  class A {
    m() {
      return b(1);
    }
    get g() {
      return b(2);
    }
    static s() {
      return b(3);
    }
  }
  const f = (x) => b(x);
  function old() {
    return b(1);
  }
  return [
    descriptor(A.prototype, 'm'),
    descriptor(A.prototype, 'g'),
    descriptor(A, 's'),
    descriptor(f, 'name'),
    descriptor(f, 'length'),
    descriptor(old, 'prototype'),
    descriptor(A, 'prototype'),
    'prototype' in f,
    'prototype' in A.prototype.m,
    Object.hasOwn(f, 'caller'),
  ];
}

export function calledWrongly() {
  class A {
    constructor() {
      this.x = b(1);
    }
    m() {
      return b(2);
    }
  }
  const tries = [
    () => A(),
    () => new A.prototype.m(),
    () => new ((x) => b(x))(),
    () => new (async () => b(1))(),
    () => Reflect.construct(A, [], (x) => b(x)),
    () => A.call({}),
  ];
  return tries.map((run) => {
    try {
      run();
      return 'ran';
    } catch (error) {
      return error.constructor.name;
    }
  });
}

export function stacks() {
  const first = (x) => {
    b(x);
    return new Error('here').stack.split('\n').slice(1);
  };
  const lines = first(1);
  return lines.some((line) => /\$\$|node:internal|twin|runtime\//.test(line)) ? lines : 'only the script';
}
