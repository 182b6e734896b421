'use strict';

Object.defineProperty(exports, '__esModule', { value: true });

var http = require('k6/http');
var k6 = require('k6');

class ApiError extends Error {
    code;
    constructor(message, code = 500) {
        super(message);
        Object.setPrototypeOf(this, new.target.prototype);
        this.name = 'ApiError';
        this.code = code;
    }
}

function retry(fn, times = 3, wait = 0.001) {
    let last;
    for (let attempt = 1; attempt <= times; attempt++) {
        try {
            return fn(attempt);
        }
        catch (error) {
            last = error;
            k6.sleep(wait * attempt);
        }
    }
    throw last;
}

class Api {
    static version = 2;
    http;
    base;
    calls = 0;
    constructor(http, base = 'http://other') {
        this.http = http;
        this.base = base;
    }
    get(path) {
        return this.send('get', path).status;
    }
    path(path) {
        return this.send('post', `/${path}`).url.slice(this.base.length);
    }
    must(path) {
        try {
            return retry(() => this.get(path), 2);
        }
        catch (error) {
            throw new ApiError(`${path}: ${error.message}`, 503);
        }
    }
    send(method, path) {
        this.calls += 1;
        k6.sleep(0.001);
        return this.http[method](`${this.base}${path}`);
    }
}

/** Logs in when the token is first read. */
class Auth {
    user;
    api;
    constructor(api, user) {
        this.api = api;
        this.user = user;
    }
    get token() {
        const value = this.api.path(`login/${this.user.name}`);
        Object.defineProperty(this, 'token', { value });
        return value;
    }
}

/** The same client, which writes down what it does. */
function tracing(http) {
    const log = [];
    const client = {};
    for (const method of ['get', 'post', 'put']) {
        const original = http[method].bind(http);
        client[method] = (url) => {
            log.push(`> ${method}`);
            try {
                return original(url);
            }
            finally {
                log.push(`< ${method}`);
            }
        };
    }
    return { client, log };
}

var Mode;
(function (Mode) {
    Mode["Slow"] = "slow";
    Mode["Fast"] = "fast";
})(Mode || (Mode = {}));
const DEFAULTS = { base: 'http://sut', mode: Mode.Fast, retries: 2 };
const config = { ...DEFAULTS};

async function asyncFlow(api, times) {
    const seen = [];
    for (let i = 0; i < times; i++) {
        const response = (await http.asyncRequest('GET', `http://sut/async/${i}`));
        seen.push(response.url, api.get(`/after/${i}`));
    }
    try {
        await Promise.reject(new Error(api.path('rejected')));
    }
    catch (error) {
        seen.push(error.message);
    }
    return seen;
}
const parallel = (api, names) => Promise.all(names.map(async (name) => {
    const before = api.path(name);
    await null;
    return [before, api.get(`/${name}`)];
}));

const flows$1 = new Map();
function register(name, flow) {
    flows$1.set(name, flow);
}
const names = () => {
    if (!flows$1.has('checkout'))
        register('checkout', (api) => checkout(api, [1]));
    register('ping', (api) => api.get('/ping'));
    return [...flows$1.keys()].sort();
};
const run = (name, api) => [name, flows$1.get(name)(api)];

const steps = {
    view: (api, id) => api.get(`/view/${id}`),
    buy(api, id) {
        return [this.view(api, id), api.path(`buy/${id}`)];
    },
};
function checkout(api, ids) {
    const done = [];
    ids.forEach((id) => {
        k6.group(checkout.name, () => {
            for (const step of Object.keys(steps)) {
                const result = steps[step](api, id);
                k6.check(result, { [`${step} ok`]: (r) => Boolean(r) && names().length > 0 });
                done.push(result);
            }
        });
    });
    return done;
}

function* search(api, text) {
    for (const letter of text) {
        const found = yield* page(api, letter);
        yield [letter, found];
    }
}
function* page(api, letter) {
    try {
        yield api.path(`search/${letter}`);
        return api.get(`/count/${letter}`);
    }
    finally {
        api.get(`/close/${letter}`);
    }
}

var Status;
(function (Status) {
    Status[Status["Open"] = 0] = "Open";
    Status[Status["Paid"] = 1] = "Paid";
})(Status || (Status = {}));
class Order {
    #lines = [];
    #api;
    #status = Status.Open;
    note;
    constructor(api) {
        this.#api = api;
    }
    static of(api, ids) {
        const order = new Order(api);
        ids.forEach((id) => order.#add(id));
        return order;
    }
    #add(id) {
        this.#lines.push(this.#api.get(`/line/${id}`) + id);
    }
    get status() {
        return this.#status;
    }
    set status(status) {
        this.#status = this.#api.get(`/status/${status}`) === 200 ? status : Status.Open;
    }
    get sum() {
        return this.#lines.reduce((x, y) => x + y, 0) + this.#api.get('/tax');
    }
    toJSON() {
        return { lines: this.#lines, status: Status[this.#status], note: this.note, tax: this.#api.get('/tax') };
    }
    toString() {
        return `Order of ${this.#lines.length}, ${this.#api.path('text')}`;
    }
}

class User {
    name;
    admin;
    constructor(name, { admin = false } = {}) {
        this.name = name;
        if (admin)
            this.admin = admin;
    }
    can(what, api) {
        return `${this.name} may ${api.path(what)}`;
    }
    toString() {
        return `User ${this.name}`;
    }
}
const guest = new User('guest');

function counted(base) {
    class Counted extends base {
        counted = 0;
        count(run) {
            this.counted++;
            return run();
        }
    }
    return Counted;
}

class Page {
    api;
    constructor(api) {
        this.api = api;
    }
    open() {
        return this.api.get(this.path);
    }
    get title() {
        return `${this.constructor.name} at ${this.api.path(this.path.slice(1))}`;
    }
}

class Cart extends counted(Page) {
    path = '/cart';
    items = [];
    add(id) {
        this.count(() => this.items.push(this.api.get(`/add/${id}`) + id));
        return this;
    }
    get total() {
        return this.items.reduce((sum, item) => sum + item - this.api.get('/price'), 0);
    }
    *[Symbol.iterator]() {
        for (const item of this.items)
            yield this.api.path(`item/${item}`);
        yield `counted ${this.counted}`;
    }
}

class Home extends Page {
    path = '/home';
    open() {
        const first = super.open();
        return first + this.api.get('/static');
    }
    get title() {
        return super.title.toUpperCase();
    }
}

const pipe = (...fns) => (x) => fns.reduce((value, fn) => fn(value), x);
const memo = (fn) => {
    const cache = new Map();
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

function getDefaultExportFromCjs (x) {
	return x && x.__esModule && Object.prototype.hasOwnProperty.call(x, 'default') ? x['default'] : x;
}

var legacy$1 = {exports: {}};

var legacyPart = {};

var hasRequiredLegacyPart;

function requireLegacyPart () {
	if (hasRequiredLegacyPart) return legacyPart;
	hasRequiredLegacyPart = 1;
	legacyPart.decorate = function (text) {
	  return '<' + text + '>';
	};
	return legacyPart;
}

var hasRequiredLegacy;

function requireLegacy () {
	if (hasRequiredLegacy) return legacy$1.exports;
	hasRequiredLegacy = 1;
	var shared = requireLegacyPart();
	function Client(api) {
	  this.api = api;
	}
	Client.prototype.fetch = function (name) {
	  return shared.decorate(this.api.path(name));
	};
	legacy$1.exports = function (api) {
	  return new Client(api);
	};
	legacy$1.exports.twice = function (f) {
	  return [f(1), f(2)];
	};
	return legacy$1.exports;
}

var legacyExports = requireLegacy();
var legacy = /*@__PURE__*/getDefaultExportFromCjs(legacyExports);

let state = 1;
const next = () => (state = (state * 16807) % 2147483647);
const sequence = (length) => {
    state = 1;
    return Array.from({ length }, () => next());
};
var random = (api) => api.path(`random/${sequence(2).pop()}`);

// The entry of a project as teams write them: TypeScript, classes, an injected client, page objects, one CommonJS part.
const traced = tracing({ ...http });
const api = new Api(traced.client, config.base);
function journey() {
    const out = [];
    k6.group('home', () => {
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
        k6.sleep(0.001);
    }
    out.push(cart.items, cart.total, [...cart]);
    out.push(k6.check(cart, { 'has items': (c) => c.items.length === 2, 'can be read': (c) => api.get(`/cart/${c.items.length}`) === 200 }));
    return [out, traced.log.splice(0)];
}
const flows = () => [names().map((name) => run(name, api)), checkout(api, [5, 6]), [...search(api, 'abc')]];
async function asynchronous() {
    return [await asyncFlow(api, 2), await parallel(api, ['a', 'b', 'c']), traced.log.splice(0).length];
}
function models() {
    const order = Order.of(api, [1, 2]);
    order.status = Status.Paid;
    order.note ??= api.path('note');
    const admin = new User('root', { admin: true });
    const { name, can: allowed, ...rest } = admin;
    return [String(order), JSON.stringify({ order }), order.sum, Status[order.status], Mode.Fast, name, allowed?.call(admin, 'all', api), rest, `${admin}`];
}
function functions() {
    const load = memo((path) => api.path(path));
    const shout = pipe((x) => load(x), (x) => x.toUpperCase(), (x) => [x, load(x)]);
    return [
        shout('m'), shout('m'), chunk([1, 2, 3, 4, 5], 2).map((part) => part.map((n) => api.get(`/${n}`))), legacy(api).fetch('l'), legacyExports.twice((x) => api.get(`/t${x}`)),
        sequence(3).map((n) => n % 2), random(api),
    ];
}
function failures() {
    traced.log.length = 0;
    const caught = [];
    for (const path of ['/broken', '/fine']) {
        try {
            caught.push(api.must(path));
        }
        catch (error) {
            const { name, code, message } = error;
            caught.push([name, code, message, error instanceof ApiError, error.constructor.name]);
        }
        finally {
            caught.push(traced.log.length);
        }
    }
    traced.log.length = 0;
    return caught;
}

exports.asynchronous = asynchronous;
exports.default = journey;
exports.failures = failures;
exports.flows = flows;
exports.functions = functions;
exports.models = models;
