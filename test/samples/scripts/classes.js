// Methods, inheritance, private members, statics, accessors, constructors.
import http from 'k6/http';
import { sleep } from 'k6';

const url = (path) => `http://sut/${path}`;
class Base {
  #secret = 7;
  static made = 0;
  constructor(base) {
    this.base = base;
    Base.made++;
  }
  request(method, path) {
    return http.request(method, url(this.base + path));
  }
  get(path) {
    return this.request('GET', path).url;
  }
  #hidden(path) {
    return this.get(path).length + this.#secret;
  }
  revealed() {
    return this.#hidden('hidden');
  }
  static create(...args) {
    return new this(...args);
  }
  static ping() {
    return http.get(url('ping')).status;
  }
  get label() {
    return `base ${http.get(url(`${this.base}label`)).status}`;
  }
  plain() {
    return 'plain';
  }
}
class Api extends Base {
  handler = (path) => this.get(path);
  token = 'none';
  get(path) {
    return `${this.token}:${super.get(path)}`;
  }
  get label() {
    return `api ${super.label}`;
  }
  static ping() {
    return super.ping() + 1;
  }
  arrowSuper(paths) {
    return paths.map((path) => super.get(path));
  }
}
class LoggedIn extends Api {
  constructor(base, user) {
    super(base);
    this.user = user;
    this.token = http.post(url(`login/${user}`)).json('token');
  }
}
class Deep extends LoggedIn {}

export function methods() {
  const api = new Api('m/');
  return [api.get('x'), api.handler('y'), api.revealed(), api.arrowSuper(['1', '2']), api.plain()];
}
export function statics() {
  return [Base.ping(), Api.ping(), Api.create('s/').get('c'), Base.create('t/') instanceof Base];
}
export function getters() {
  const api = new Api('g/');
  const key = 'label';
  return [new Base('b/').label, api.label, `${api.label}!`, api?.label, key in api];
}
export function constructors() {
  const made = new LoggedIn('c/', 'ann');
  const deep = new Deep('d/', 'bob');
  return [made.token, made.get('x'), deep.user, deep.get('y'), deep instanceof LoggedIn, deep.constructor.name, Object.keys(deep)];
}
export function newTarget() {
  class Abstract {
    constructor() {
      this.kind = new.target === Abstract ? 'abstract' : 'concrete';
      sleep(1);
    }
  }
  class Concrete extends Abstract {}
  return [new Abstract().kind, new Concrete().kind];
}
export function returningConstructor() {
  const only = {};
  class Single {
    constructor() {
      http.get(url('single'));
      return only;
    }
  }
  return new Single() === only;
}
const Timed = (Parent) =>
  class extends Parent {
    get(path) {
      sleep(1);
      return `timed ${super.get(path)}`;
    }
  };
export function mixins() {
  return new (Timed(Api))('mix/').get('x');
}
export function objects() {
  const parent = {
    greet() {
      return `parent ${http.get(url('greet')).status}`;
    },
  };
  const child = {
    __proto__: parent,
    name: 'child',
    async later() {
      return http.get(url('later')).status;
    },
    get url() {
      return http.get(url('getter')).url;
    },
    set url(value) {
      this.written = value;
    },
    greet() {
      return `${this.name} ${super.greet()}`;
    },
    ['computed' + 1](path) {
      return http.get(url(path)).url;
    },
    'with-dash'() {
      return sleep(1);
    },
    5: () => http.get(url(5)).url,
  };
  child.url = 'w';
  return [child.greet(), child.url, child.computed1('c'), child['with-dash'](), child[5](), child.written, Object.keys(child)];
}
export function functionClasses() {
  function Client(base) {
    this.base = base;
    this.first = http.get(url(`${base}first`)).url;
  }
  Client.prototype.get = function (path) {
    return http.get(url(this.base + path)).url;
  };
  const client = new Client('old/');
  return [client.first, client.get('x'), client instanceof Client];
}
export function symbolsAndComputed() {
  const key = Symbol('key');
  const name = 'run';
  class Keyed {
    [key](path) {
      return http.get(url(path)).url;
    }
    [`${name}It`](path) {
      return http.get(url(path)).url;
    }
    static async load() {
      return http.get(url('load')).status;
    }
  }
  const keyed = new Keyed();
  return [keyed[key]('sym'), keyed.runIt('computed')];
}
export function fieldsThatBlock() {
  class Session {
    id = http.get(url('session')).url;
    static shared = 1;
    copy = this.id.length;
  }
  class Longer extends Session {
    more = http.get(url('more')).url;
  }
  const longer = new Longer();
  return [new Session().id, new Session().copy, longer.id, longer.more, longer.copy];
}
export function privateAccessors() {
  class Vault {
    #code = 1;
    get #open() {
      return http.get(url(this.#code)).url;
    }
    read() {
      return this.#open;
    }
  }
  return new Vault().read();
}
export async function privateMethods() {
  class Secret {
    #handler = (path) => http.get(url(path)).url;
    #plain = (x) => x;
    #load(path, times = 1) {
      return this.#handler(path) + times;
    }
    async #later(path) {
      const first = this.#load(path);
      await null;
      return first + this.#load(path, 2);
    }
    *#pages() {
      yield this.#load('page1');
      yield this.#load('page2');
    }
    static #count() {
      return http.get(url('count')).status;
    }
    async all(other) {
      return [this.#load('a'), this.#plain('b'), await this.#later('c'), [...this.#pages()], Secret.#count(), this.#load.length,
        other?.#load('d'), this?.#handler('e'), this.#plain?.('f'), this.#handler?.('g'), (() => this.#load('h'))()];
    }
  }
  class Other {
    #load = () => 'not the same';
    run() {
      return this.#load();
    }
  }
  return [await new Secret().all(null), new Other().run()];
}
export function overriddenGetters() {
  class Slow {
    get value() {
      return http.get(url('slow')).url;
    }
  }
  class Fast extends Slow {
    get value() {
      return 'fast';
    }
  }
  class Field extends Slow {}
  const own = Object.defineProperty(new Field(), 'value', { value: 'own' });
  return [new Slow().value, new Fast().value, own.value, { value: 1 }.value];
}
export function belowBuiltins() {
  class HttpError extends Error {
    constructor(path) {
      super(`failed ${path}`);
      this.details = http.get(url(path)).url;
    }
  }
  class Items extends Array {
    load() {
      this.push(http.get(url('item')).url);
      return this;
    }
  }
  const error = new HttpError('why');
  return [error.message, error.details, error instanceof HttpError, [...new Items().load()]];
}
