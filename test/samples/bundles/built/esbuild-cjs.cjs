var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __defNormalProp = (obj, key, value) => key in obj ? __defProp(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var __publicField = (obj, key, value) => __defNormalProp(obj, typeof key !== "symbol" ? key + "" : key, value);
var __accessCheck = (obj, member, msg) => member.has(obj) || __typeError("Cannot " + msg);
var __privateGet = (obj, member, getter) => (__accessCheck(obj, member, "read from private field"), getter ? getter.call(obj) : member.get(obj));
var __privateAdd = (obj, member, value) => member.has(obj) ? __typeError("Cannot add the same private member more than once") : member instanceof WeakSet ? member.add(obj) : member.set(obj, value);
var __privateSet = (obj, member, value, setter) => (__accessCheck(obj, member, "write to private field"), setter ? setter.call(obj, value) : member.set(obj, value), value);
var __privateMethod = (obj, member, method) => (__accessCheck(obj, member, "access private method"), method);

// out/es2022/util/legacy-part.cjs
var require_legacy_part = __commonJS({
  "out/es2022/util/legacy-part.cjs"(exports) {
    exports.decorate = function(text) {
      return "<" + text + ">";
    };
  }
});

// out/es2022/util/legacy.cjs
var require_legacy = __commonJS({
  "out/es2022/util/legacy.cjs"(exports, module2) {
    "use strict";
    var shared = require_legacy_part();
    function Client(api2) {
      this.api = api2;
    }
    Client.prototype.fetch = function(name) {
      return shared.decorate(this.api.path(name));
    };
    module2.exports = function(api2) {
      return new Client(api2);
    };
    module2.exports.twice = function(f) {
      return [f(1), f(2)];
    };
  }
});

// out/es2022/main.js
var main_exports = {};
__export(main_exports, {
  asynchronous: () => asynchronous,
  default: () => journey,
  failures: () => failures,
  flows: () => flows2,
  functions: () => functions,
  models: () => models
});
module.exports = __toCommonJS(main_exports);
var import_http2 = __toESM(require("k6/http"), 1);
var import_k64 = require("k6");

// out/es2022/client/api.js
var import_k62 = require("k6");

// out/es2022/errors.js
var ApiError = class extends Error {
  constructor(message, code = 500) {
    super(message);
    __publicField(this, "code");
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = "ApiError";
    this.code = code;
  }
};

// out/es2022/client/retry.js
var import_k6 = require("k6");
function retry(fn, times = 3, wait = 1e-3) {
  let last;
  for (let attempt = 1; attempt <= times; attempt++) {
    try {
      return fn(attempt);
    } catch (error) {
      last = error;
      (0, import_k6.sleep)(wait * attempt);
    }
  }
  throw last;
}

// out/es2022/client/api.js
var Api = class {
  constructor(http3, base = "http://other") {
    __publicField(this, "http");
    __publicField(this, "base");
    __publicField(this, "calls", 0);
    this.http = http3;
    this.base = base;
  }
  get(path) {
    return this.send("get", path).status;
  }
  path(path) {
    return this.send("post", `/${path}`).url.slice(this.base.length);
  }
  must(path) {
    try {
      return retry(() => this.get(path), 2);
    } catch (error) {
      throw new ApiError(`${path}: ${error.message}`, 503);
    }
  }
  send(method, path) {
    this.calls += 1;
    (0, import_k62.sleep)(1e-3);
    return this.http[method](`${this.base}${path}`);
  }
};
__publicField(Api, "version", 2);

// out/es2022/client/auth.js
var Auth = class {
  constructor(api2, user) {
    __publicField(this, "user");
    __publicField(this, "api");
    this.api = api2;
    this.user = user;
  }
  get token() {
    const value = this.api.path(`login/${this.user.name}`);
    Object.defineProperty(this, "token", { value });
    return value;
  }
};

// out/es2022/client/tracing.js
function tracing(http3) {
  const log = [];
  const client = {};
  for (const method of ["get", "post", "put"]) {
    const original = http3[method].bind(http3);
    client[method] = (url) => {
      log.push(`> ${method}`);
      try {
        return original(url);
      } finally {
        log.push(`< ${method}`);
      }
    };
  }
  return { client, log };
}

// out/es2022/config.js
var Mode;
(function(Mode2) {
  Mode2["Slow"] = "slow";
  Mode2["Fast"] = "fast";
})(Mode || (Mode = {}));
var DEFAULTS = { base: "http://sut", mode: Mode.Fast, retries: 2 };
var config = { ...DEFAULTS, limits: { p95: 300 } };

// out/es2022/flows/async.js
var import_http = __toESM(require("k6/http"), 1);
async function asyncFlow(api2, times) {
  const seen = [];
  for (let i = 0; i < times; i++) {
    const response = await import_http.default.asyncRequest("GET", `http://sut/async/${i}`);
    seen.push(response.url, api2.get(`/after/${i}`));
  }
  try {
    await Promise.reject(new Error(api2.path("rejected")));
  } catch (error) {
    seen.push(error.message);
  }
  return seen;
}
var parallel = (api2, names2) => Promise.all(names2.map(async (name) => {
  const before = api2.path(name);
  await null;
  return [before, api2.get(`/${name}`)];
}));

// out/es2022/flows/checkout.js
var import_k63 = require("k6");

// out/es2022/flows/registry.js
var flows = /* @__PURE__ */ new Map();
function register(name, flow) {
  flows.set(name, flow);
}
var names = () => {
  if (!flows.has("checkout"))
    register("checkout", (api2) => checkout(api2, [1]));
  register("ping", (api2) => api2.get("/ping"));
  return [...flows.keys()].sort();
};
var run = (name, api2) => [name, flows.get(name)(api2)];

// out/es2022/flows/checkout.js
var steps = {
  view: (api2, id) => api2.get(`/view/${id}`),
  buy(api2, id) {
    return [this.view(api2, id), api2.path(`buy/${id}`)];
  }
};
function checkout(api2, ids) {
  const done = [];
  ids.forEach((id) => {
    (0, import_k63.group)(checkout.name, () => {
      for (const step of Object.keys(steps)) {
        const result = steps[step](api2, id);
        (0, import_k63.check)(result, { [`${step} ok`]: (r) => Boolean(r) && names().length > 0 });
        done.push(result);
      }
    });
  });
  return done;
}

// out/es2022/flows/search.js
function* search(api2, text) {
  for (const letter of text) {
    const found = yield* page(api2, letter);
    yield [letter, found];
  }
}
function* page(api2, letter) {
  try {
    yield api2.path(`search/${letter}`);
    return api2.get(`/count/${letter}`);
  } finally {
    api2.get(`/close/${letter}`);
  }
}

// out/es2022/models/order.js
var Status;
(function(Status2) {
  Status2[Status2["Open"] = 0] = "Open";
  Status2[Status2["Paid"] = 1] = "Paid";
})(Status || (Status = {}));
var _lines, _api, _status, _Order_instances, add_fn;
var _Order = class _Order {
  constructor(api2) {
    __privateAdd(this, _Order_instances);
    __privateAdd(this, _lines, []);
    __privateAdd(this, _api);
    __privateAdd(this, _status, Status.Open);
    __publicField(this, "note");
    __privateSet(this, _api, api2);
  }
  static of(api2, ids) {
    const order = new _Order(api2);
    ids.forEach((id) => {
      var _a;
      return __privateMethod(_a = order, _Order_instances, add_fn).call(_a, id);
    });
    return order;
  }
  get status() {
    return __privateGet(this, _status);
  }
  set status(status) {
    __privateSet(this, _status, __privateGet(this, _api).get(`/status/${status}`) === 200 ? status : Status.Open);
  }
  get sum() {
    return __privateGet(this, _lines).reduce((x, y) => x + y, 0) + __privateGet(this, _api).get("/tax");
  }
  toJSON() {
    return { lines: __privateGet(this, _lines), status: Status[__privateGet(this, _status)], note: this.note, tax: __privateGet(this, _api).get("/tax") };
  }
  toString() {
    return `Order of ${__privateGet(this, _lines).length}, ${__privateGet(this, _api).path("text")}`;
  }
};
_lines = new WeakMap();
_api = new WeakMap();
_status = new WeakMap();
_Order_instances = new WeakSet();
add_fn = function(id) {
  __privateGet(this, _lines).push(__privateGet(this, _api).get(`/line/${id}`) + id);
};
var Order = _Order;

// out/es2022/models/user.js
var User = class {
  constructor(name, { admin = false } = {}) {
    __publicField(this, "name");
    __publicField(this, "admin");
    this.name = name;
    if (admin)
      this.admin = admin;
  }
  can(what, api2) {
    return `${this.name} may ${api2.path(what)}`;
  }
  toString() {
    return `User ${this.name}`;
  }
};
var guest = new User("guest");

// out/es2022/util/mixins.js
function counted(base) {
  class Counted extends base {
    constructor() {
      super(...arguments);
      __publicField(this, "counted", 0);
    }
    count(run2) {
      this.counted++;
      return run2();
    }
  }
  return Counted;
}

// out/es2022/pages/page.js
var Page = class {
  constructor(api2) {
    __publicField(this, "api");
    this.api = api2;
  }
  open() {
    return this.api.get(this.path);
  }
  get title() {
    return `${this.constructor.name} at ${this.api.path(this.path.slice(1))}`;
  }
};

// out/es2022/pages/cart.js
var Cart = class extends counted(Page) {
  constructor() {
    super(...arguments);
    __publicField(this, "path", "/cart");
    __publicField(this, "items", []);
  }
  add(id) {
    this.count(() => this.items.push(this.api.get(`/add/${id}`) + id));
    return this;
  }
  get total() {
    return this.items.reduce((sum, item) => sum + item - this.api.get("/price"), 0);
  }
  *[Symbol.iterator]() {
    for (const item of this.items)
      yield this.api.path(`item/${item}`);
    yield `counted ${this.counted}`;
  }
};

// out/es2022/pages/home.js
var Home = class extends Page {
  constructor() {
    super(...arguments);
    __publicField(this, "path", "/home");
  }
  open() {
    const first = super.open();
    return first + this.api.get("/static");
  }
  get title() {
    return super.title.toUpperCase();
  }
};

// out/es2022/util/functions.js
var pipe = (...fns) => (x) => fns.reduce((value, fn) => fn(value), x);
var memo = (fn) => {
  const cache = /* @__PURE__ */ new Map();
  return Object.assign((key) => {
    if (!cache.has(key))
      cache.set(key, fn(key));
    return cache.get(key);
  }, { cache });
};
function chunk(list, size) {
  const chunks = [];
  for (let i = 0; i < list.length; i += size)
    chunks.push(list.slice(i, i + size));
  return chunks;
}

// out/es2022/main.js
var import_legacy = __toESM(require_legacy(), 1);

// out/es2022/util/random.js
var state = 1;
var next = () => state = state * 16807 % 2147483647;
var sequence = (length) => {
  state = 1;
  return Array.from({ length }, () => next());
};
var random_default = (api2) => api2.path(`random/${sequence(2).pop()}`);

// out/es2022/main.js
var traced = tracing({ ...import_http2.default });
var api = new Api(traced.client, config.base);
function journey() {
  const out = [];
  (0, import_k64.group)("home", () => {
    const home = new Home(api);
    out.push(home.open(), home.title, home.constructor.name);
  });
  const auth = new Auth(api, guest);
  out.push(auth.token, auth.token, auth.user.name);
  const cart = new Cart(api);
  for (const id of [1, 2, 3]) {
    if (id === 2)
      continue;
    cart.add(id);
    (0, import_k64.sleep)(1e-3);
  }
  out.push(cart.items, cart.total, [...cart]);
  out.push((0, import_k64.check)(cart, { "has items": (c) => c.items.length === 2, "can be read": (c) => api.get(`/cart/${c.items.length}`) === 200 }));
  return [out, traced.log.splice(0)];
}
var flows2 = () => [names().map((name) => run(name, api)), checkout(api, [5, 6]), [...search(api, "abc")]];
async function asynchronous() {
  return [await asyncFlow(api, 2), await parallel(api, ["a", "b", "c"]), traced.log.splice(0).length];
}
function models() {
  const order = Order.of(api, [1, 2]);
  order.status = Status.Paid;
  order.note ?? (order.note = api.path("note"));
  const admin = new User("root", { admin: true });
  const { name, can: allowed, ...rest } = admin;
  return [String(order), JSON.stringify({ order }), order.sum, Status[order.status], Mode.Fast, name, allowed?.call(admin, "all", api), rest, `${admin}`];
}
function functions() {
  const load = memo((path) => api.path(path));
  const shout = pipe((x) => load(x), (x) => x.toUpperCase(), (x) => [x, load(x)]);
  return [
    shout("m"),
    shout("m"),
    chunk([1, 2, 3, 4, 5], 2).map((part) => part.map((n) => api.get(`/${n}`))),
    (0, import_legacy.default)(api).fetch("l"),
    (0, import_legacy.twice)((x) => api.get(`/t${x}`)),
    sequence(3).map((n) => n % 2),
    random_default(api)
  ];
}
function failures() {
  traced.log.length = 0;
  const caught = [];
  for (const path of ["/broken", "/fine"]) {
    try {
      caught.push(api.must(path));
    } catch (error) {
      const { name, code, message } = error;
      caught.push([name, code, message, error instanceof ApiError, error.constructor.name]);
    } finally {
      caught.push(traced.log.length);
    }
  }
  traced.log.length = 0;
  return caught;
}
