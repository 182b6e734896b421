/*
 * ATTENTION: The "eval" devtool has been used (maybe by default in mode: "development").
 * This devtool is neither made for production nor for readable output files.
 * It uses "eval()" calls to create a separate source file in the browser devtools.
 * If you are trying to read the output file, select a different devtool (https://webpack.js.org/configuration/devtool/)
 * or disable the default devtool with "devtool: false".
 * If you are looking for production-ready output files, see mode: "production" (https://webpack.js.org/configuration/mode/).
 */
/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ "k6"
/*!*********************!*\
  !*** external "k6" ***!
  \*********************/
(module) {

"use strict";
module.exports = require("k6");

/***/ },

/***/ "k6/http"
/*!**************************!*\
  !*** external "k6/http" ***!
  \**************************/
(module) {

"use strict";
module.exports = require("k6/http");

/***/ },

/***/ "./out/es2022/util/legacy-part.cjs"
/*!*****************************************!*\
  !*** ./out/es2022/util/legacy-part.cjs ***!
  \*****************************************/
(__unused_webpack_module, exports) {

eval("{exports.decorate = function (text) {\n  return '<' + text + '>';\n};\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/util/legacy-part.cjs?\n}");

/***/ },

/***/ "./out/es2022/util/legacy.cjs"
/*!************************************!*\
  !*** ./out/es2022/util/legacy.cjs ***!
  \************************************/
(module, __unused_webpack_exports, __webpack_require__) {

"use strict";
eval("{\nvar shared = __webpack_require__(/*! ./legacy-part.cjs */ \"./out/es2022/util/legacy-part.cjs\");\nfunction Client(api) {\n  this.api = api;\n}\nClient.prototype.fetch = function (name) {\n  return shared.decorate(this.api.path(name));\n};\nmodule.exports = function (api) {\n  return new Client(api);\n};\nmodule.exports.twice = function (f) {\n  return [f(1), f(2)];\n};\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/util/legacy.cjs?\n}");

/***/ },

/***/ "./out/es2022/client/api.js"
/*!**********************************!*\
  !*** ./out/es2022/client/api.js ***!
  \**********************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   Api: () => (/* binding */ Api)\n/* harmony export */ });\n/* harmony import */ var k6__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! k6 */ \"k6\");\n/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(/*! ../errors.js */ \"./out/es2022/errors.js\");\n/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(/*! ./retry.js */ \"./out/es2022/client/retry.js\");\n\n\n\nclass Api {\n    static version = 2;\n    http;\n    base;\n    calls = 0;\n    constructor(http, base = 'http://other') {\n        this.http = http;\n        this.base = base;\n    }\n    get(path) {\n        return this.send('get', path).status;\n    }\n    path(path) {\n        return this.send('post', `/${path}`).url.slice(this.base.length);\n    }\n    must(path) {\n        try {\n            return (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__.retry)(() => this.get(path), 2);\n        }\n        catch (error) {\n            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__.ApiError(`${path}: ${error.message}`, 503);\n        }\n    }\n    send(method, path) {\n        this.calls += 1;\n        (0,k6__WEBPACK_IMPORTED_MODULE_0__.sleep)(0.001);\n        return this.http[method](`${this.base}${path}`);\n    }\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/client/api.js?\n}");

/***/ },

/***/ "./out/es2022/client/auth.js"
/*!***********************************!*\
  !*** ./out/es2022/client/auth.js ***!
  \***********************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   \"default\": () => (/* binding */ Auth)\n/* harmony export */ });\n/** Logs in when the token is first read. */\nclass Auth {\n    user;\n    api;\n    constructor(api, user) {\n        this.api = api;\n        this.user = user;\n    }\n    get token() {\n        const value = this.api.path(`login/${this.user.name}`);\n        Object.defineProperty(this, 'token', { value });\n        return value;\n    }\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/client/auth.js?\n}");

/***/ },

/***/ "./out/es2022/client/index.js"
/*!************************************!*\
  !*** ./out/es2022/client/index.js ***!
  \************************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   Api: () => (/* reexport safe */ _api_js__WEBPACK_IMPORTED_MODULE_0__.Api),\n/* harmony export */   Auth: () => (/* reexport safe */ _auth_js__WEBPACK_IMPORTED_MODULE_1__[\"default\"]),\n/* harmony export */   again: () => (/* reexport safe */ _retry_js__WEBPACK_IMPORTED_MODULE_2__.retry),\n/* harmony export */   tracing: () => (/* reexport safe */ _tracing_js__WEBPACK_IMPORTED_MODULE_3__.tracing)\n/* harmony export */ });\n/* harmony import */ var _api_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! ./api.js */ \"./out/es2022/client/api.js\");\n/* harmony import */ var _auth_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(/*! ./auth.js */ \"./out/es2022/client/auth.js\");\n/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(/*! ./retry.js */ \"./out/es2022/client/retry.js\");\n/* harmony import */ var _tracing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(/*! ./tracing.js */ \"./out/es2022/client/tracing.js\");\n\n\n\n\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/client/index.js?\n}");

/***/ },

/***/ "./out/es2022/client/retry.js"
/*!************************************!*\
  !*** ./out/es2022/client/retry.js ***!
  \************************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   retry: () => (/* binding */ retry)\n/* harmony export */ });\n/* harmony import */ var k6__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! k6 */ \"k6\");\n\nfunction retry(fn, times = 3, wait = 0.001) {\n    let last;\n    for (let attempt = 1; attempt <= times; attempt++) {\n        try {\n            return fn(attempt);\n        }\n        catch (error) {\n            last = error;\n            (0,k6__WEBPACK_IMPORTED_MODULE_0__.sleep)(wait * attempt);\n        }\n    }\n    throw last;\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/client/retry.js?\n}");

/***/ },

/***/ "./out/es2022/client/tracing.js"
/*!**************************************!*\
  !*** ./out/es2022/client/tracing.js ***!
  \**************************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   tracing: () => (/* binding */ tracing)\n/* harmony export */ });\n/** The same client, which writes down what it does. */\nfunction tracing(http) {\n    const log = [];\n    const client = {};\n    for (const method of ['get', 'post', 'put']) {\n        const original = http[method].bind(http);\n        client[method] = (url) => {\n            log.push(`> ${method}`);\n            try {\n                return original(url);\n            }\n            finally {\n                log.push(`< ${method}`);\n            }\n        };\n    }\n    return { client, log };\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/client/tracing.js?\n}");

/***/ },

/***/ "./out/es2022/config.js"
/*!******************************!*\
  !*** ./out/es2022/config.js ***!
  \******************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   Mode: () => (/* binding */ Mode),\n/* harmony export */   config: () => (/* binding */ config)\n/* harmony export */ });\nvar Mode;\n(function (Mode) {\n    Mode[\"Slow\"] = \"slow\";\n    Mode[\"Fast\"] = \"fast\";\n})(Mode || (Mode = {}));\nconst DEFAULTS = { base: 'http://sut', mode: Mode.Fast, retries: 2 };\nconst config = { ...DEFAULTS, limits: { p95: 300 } };\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/config.js?\n}");

/***/ },

/***/ "./out/es2022/errors.js"
/*!******************************!*\
  !*** ./out/es2022/errors.js ***!
  \******************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   ApiError: () => (/* binding */ ApiError)\n/* harmony export */ });\nclass ApiError extends Error {\n    code;\n    constructor(message, code = 500) {\n        super(message);\n        Object.setPrototypeOf(this, new.target.prototype);\n        this.name = 'ApiError';\n        this.code = code;\n    }\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/errors.js?\n}");

/***/ },

/***/ "./out/es2022/flows/async.js"
/*!***********************************!*\
  !*** ./out/es2022/flows/async.js ***!
  \***********************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   asyncFlow: () => (/* binding */ asyncFlow),\n/* harmony export */   parallel: () => (/* binding */ parallel)\n/* harmony export */ });\n/* harmony import */ var k6_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! k6/http */ \"k6/http\");\n\nasync function asyncFlow(api, times) {\n    const seen = [];\n    for (let i = 0; i < times; i++) {\n        const response = (await k6_http__WEBPACK_IMPORTED_MODULE_0__.asyncRequest('GET', `http://sut/async/${i}`));\n        seen.push(response.url, api.get(`/after/${i}`));\n    }\n    try {\n        await Promise.reject(new Error(api.path('rejected')));\n    }\n    catch (error) {\n        seen.push(error.message);\n    }\n    return seen;\n}\nconst parallel = (api, names) => Promise.all(names.map(async (name) => {\n    const before = api.path(name);\n    await null;\n    return [before, api.get(`/${name}`)];\n}));\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/flows/async.js?\n}");

/***/ },

/***/ "./out/es2022/flows/checkout.js"
/*!**************************************!*\
  !*** ./out/es2022/flows/checkout.js ***!
  \**************************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   checkout: () => (/* binding */ checkout)\n/* harmony export */ });\n/* harmony import */ var k6__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! k6 */ \"k6\");\n/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(/*! ./registry.js */ \"./out/es2022/flows/registry.js\");\n\n\nconst steps = {\n    view: (api, id) => api.get(`/view/${id}`),\n    buy(api, id) {\n        return [this.view(api, id), api.path(`buy/${id}`)];\n    },\n};\nfunction checkout(api, ids) {\n    const done = [];\n    ids.forEach((id) => {\n        (0,k6__WEBPACK_IMPORTED_MODULE_0__.group)(checkout.name, () => {\n            for (const step of Object.keys(steps)) {\n                const result = steps[step](api, id);\n                (0,k6__WEBPACK_IMPORTED_MODULE_0__.check)(result, { [`${step} ok`]: (r) => Boolean(r) && (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__.names)().length > 0 });\n                done.push(result);\n            }\n        });\n    });\n    return done;\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/flows/checkout.js?\n}");

/***/ },

/***/ "./out/es2022/flows/registry.js"
/*!**************************************!*\
  !*** ./out/es2022/flows/registry.js ***!
  \**************************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   names: () => (/* binding */ names),\n/* harmony export */   register: () => (/* binding */ register),\n/* harmony export */   run: () => (/* binding */ run)\n/* harmony export */ });\n/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! ./checkout.js */ \"./out/es2022/flows/checkout.js\");\n\nconst flows = new Map();\nfunction register(name, flow) {\n    flows.set(name, flow);\n}\nconst names = () => {\n    if (!flows.has('checkout'))\n        register('checkout', (api) => (0,_checkout_js__WEBPACK_IMPORTED_MODULE_0__.checkout)(api, [1]));\n    register('ping', (api) => api.get('/ping'));\n    return [...flows.keys()].sort();\n};\nconst run = (name, api) => [name, flows.get(name)(api)];\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/flows/registry.js?\n}");

/***/ },

/***/ "./out/es2022/flows/search.js"
/*!************************************!*\
  !*** ./out/es2022/flows/search.js ***!
  \************************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   search: () => (/* binding */ search)\n/* harmony export */ });\nfunction* search(api, text) {\n    for (const letter of text) {\n        const found = yield* page(api, letter);\n        yield [letter, found];\n    }\n}\nfunction* page(api, letter) {\n    try {\n        yield api.path(`search/${letter}`);\n        return api.get(`/count/${letter}`);\n    }\n    finally {\n        api.get(`/close/${letter}`);\n    }\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/flows/search.js?\n}");

/***/ },

/***/ "./out/es2022/main.js"
/*!****************************!*\
  !*** ./out/es2022/main.js ***!
  \****************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   asynchronous: () => (/* binding */ asynchronous),\n/* harmony export */   \"default\": () => (/* binding */ journey),\n/* harmony export */   failures: () => (/* binding */ failures),\n/* harmony export */   flows: () => (/* binding */ flows),\n/* harmony export */   functions: () => (/* binding */ functions),\n/* harmony export */   models: () => (/* binding */ models)\n/* harmony export */ });\n/* harmony import */ var k6_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! k6/http */ \"k6/http\");\n/* harmony import */ var k6__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(/*! k6 */ \"k6\");\n/* harmony import */ var _client_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(/*! ./client/index.js */ \"./out/es2022/client/index.js\");\n/* harmony import */ var _config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(/*! ./config.js */ \"./out/es2022/config.js\");\n/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(/*! ./errors.js */ \"./out/es2022/errors.js\");\n/* harmony import */ var _flows_async_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(/*! ./flows/async.js */ \"./out/es2022/flows/async.js\");\n/* harmony import */ var _flows_checkout_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(/*! ./flows/checkout.js */ \"./out/es2022/flows/checkout.js\");\n/* harmony import */ var _flows_registry_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(/*! ./flows/registry.js */ \"./out/es2022/flows/registry.js\");\n/* harmony import */ var _flows_search_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(/*! ./flows/search.js */ \"./out/es2022/flows/search.js\");\n/* harmony import */ var _models_order_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(/*! ./models/order.js */ \"./out/es2022/models/order.js\");\n/* harmony import */ var _models_user_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(/*! ./models/user.js */ \"./out/es2022/models/user.js\");\n/* harmony import */ var _pages_index_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(/*! ./pages/index.js */ \"./out/es2022/pages/index.js\");\n/* harmony import */ var _util_functions_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(/*! ./util/functions.js */ \"./out/es2022/util/functions.js\");\n/* harmony import */ var _util_legacy_cjs__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(/*! ./util/legacy.cjs */ \"./out/es2022/util/legacy.cjs\");\n/* harmony import */ var _util_random_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(/*! ./util/random.js */ \"./out/es2022/util/random.js\");\n// The entry of a project as teams write them: TypeScript, classes, an injected client, page objects, one CommonJS part.\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nconst traced = (0,_client_index_js__WEBPACK_IMPORTED_MODULE_2__.tracing)({ ...k6_http__WEBPACK_IMPORTED_MODULE_0__ });\nconst api = new _client_index_js__WEBPACK_IMPORTED_MODULE_2__.Api(traced.client, _config_js__WEBPACK_IMPORTED_MODULE_3__.config.base);\nfunction journey() {\n    const out = [];\n    (0,k6__WEBPACK_IMPORTED_MODULE_1__.group)('home', () => {\n        const home = new _pages_index_js__WEBPACK_IMPORTED_MODULE_11__.Home(api);\n        out.push(home.open(), home.title, home.constructor.name);\n    });\n    const auth = new _client_index_js__WEBPACK_IMPORTED_MODULE_2__.Auth(api, _models_user_js__WEBPACK_IMPORTED_MODULE_10__.guest);\n    out.push(auth.token, auth.token, auth.user.name);\n    const cart = new _pages_index_js__WEBPACK_IMPORTED_MODULE_11__.Cart(api);\n    for (const id of [1, 2, 3]) {\n        if (id === 2)\n            continue;\n        cart.add(id);\n        (0,k6__WEBPACK_IMPORTED_MODULE_1__.sleep)(0.001);\n    }\n    out.push(cart.items, cart.total, [...cart]);\n    out.push((0,k6__WEBPACK_IMPORTED_MODULE_1__.check)(cart, { 'has items': (c) => c.items.length === 2, 'can be read': (c) => api.get(`/cart/${c.items.length}`) === 200 }));\n    return [out, traced.log.splice(0)];\n}\nconst flows = () => [(0,_flows_registry_js__WEBPACK_IMPORTED_MODULE_7__.names)().map((name) => (0,_flows_registry_js__WEBPACK_IMPORTED_MODULE_7__.run)(name, api)), (0,_flows_checkout_js__WEBPACK_IMPORTED_MODULE_6__.checkout)(api, [5, 6]), [...(0,_flows_search_js__WEBPACK_IMPORTED_MODULE_8__.search)(api, 'abc')]];\nasync function asynchronous() {\n    return [await (0,_flows_async_js__WEBPACK_IMPORTED_MODULE_5__.asyncFlow)(api, 2), await (0,_flows_async_js__WEBPACK_IMPORTED_MODULE_5__.parallel)(api, ['a', 'b', 'c']), traced.log.splice(0).length];\n}\nfunction models() {\n    const order = _models_order_js__WEBPACK_IMPORTED_MODULE_9__.Order.of(api, [1, 2]);\n    order.status = _models_order_js__WEBPACK_IMPORTED_MODULE_9__.Status.Paid;\n    order.note ??= api.path('note');\n    const admin = new _models_user_js__WEBPACK_IMPORTED_MODULE_10__.User('root', { admin: true });\n    const { name, can: allowed, ...rest } = admin;\n    return [String(order), JSON.stringify({ order }), order.sum, _models_order_js__WEBPACK_IMPORTED_MODULE_9__.Status[order.status], _config_js__WEBPACK_IMPORTED_MODULE_3__.Mode.Fast, name, allowed?.call(admin, 'all', api), rest, `${admin}`];\n}\nfunction functions() {\n    const load = (0,_util_functions_js__WEBPACK_IMPORTED_MODULE_12__.memo)((path) => api.path(path));\n    const shout = (0,_util_functions_js__WEBPACK_IMPORTED_MODULE_12__.pipe)((x) => load(x), (x) => x.toUpperCase(), (x) => [x, load(x)]);\n    return [\n        shout('m'), shout('m'), (0,_util_functions_js__WEBPACK_IMPORTED_MODULE_12__.chunk)([1, 2, 3, 4, 5], 2).map((part) => part.map((n) => api.get(`/${n}`))), _util_legacy_cjs__WEBPACK_IMPORTED_MODULE_13__(api).fetch('l'), (0,_util_legacy_cjs__WEBPACK_IMPORTED_MODULE_13__.twice)((x) => api.get(`/t${x}`)),\n        _util_random_js__WEBPACK_IMPORTED_MODULE_14__.sequence(3).map((n) => n % 2), _util_random_js__WEBPACK_IMPORTED_MODULE_14__[\"default\"](api),\n    ];\n}\nfunction failures() {\n    traced.log.length = 0;\n    const caught = [];\n    for (const path of ['/broken', '/fine']) {\n        try {\n            caught.push(api.must(path));\n        }\n        catch (error) {\n            const { name, code, message } = error;\n            caught.push([name, code, message, error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__.ApiError, error.constructor.name]);\n        }\n        finally {\n            caught.push(traced.log.length);\n        }\n    }\n    traced.log.length = 0;\n    return caught;\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/main.js?\n}");

/***/ },

/***/ "./out/es2022/models/order.js"
/*!************************************!*\
  !*** ./out/es2022/models/order.js ***!
  \************************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   Order: () => (/* binding */ Order),\n/* harmony export */   Status: () => (/* binding */ Status)\n/* harmony export */ });\nvar Status;\n(function (Status) {\n    Status[Status[\"Open\"] = 0] = \"Open\";\n    Status[Status[\"Paid\"] = 1] = \"Paid\";\n})(Status || (Status = {}));\nclass Order {\n    #lines = [];\n    #api;\n    #status = Status.Open;\n    note;\n    constructor(api) {\n        this.#api = api;\n    }\n    static of(api, ids) {\n        const order = new Order(api);\n        ids.forEach((id) => order.#add(id));\n        return order;\n    }\n    #add(id) {\n        this.#lines.push(this.#api.get(`/line/${id}`) + id);\n    }\n    get status() {\n        return this.#status;\n    }\n    set status(status) {\n        this.#status = this.#api.get(`/status/${status}`) === 200 ? status : Status.Open;\n    }\n    get sum() {\n        return this.#lines.reduce((x, y) => x + y, 0) + this.#api.get('/tax');\n    }\n    toJSON() {\n        return { lines: this.#lines, status: Status[this.#status], note: this.note, tax: this.#api.get('/tax') };\n    }\n    toString() {\n        return `Order of ${this.#lines.length}, ${this.#api.path('text')}`;\n    }\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/models/order.js?\n}");

/***/ },

/***/ "./out/es2022/models/user.js"
/*!***********************************!*\
  !*** ./out/es2022/models/user.js ***!
  \***********************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   User: () => (/* binding */ User),\n/* harmony export */   guest: () => (/* binding */ guest)\n/* harmony export */ });\nclass User {\n    name;\n    admin;\n    constructor(name, { admin = false } = {}) {\n        this.name = name;\n        if (admin)\n            this.admin = admin;\n    }\n    can(what, api) {\n        return `${this.name} may ${api.path(what)}`;\n    }\n    toString() {\n        return `User ${this.name}`;\n    }\n}\nconst guest = new User('guest');\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/models/user.js?\n}");

/***/ },

/***/ "./out/es2022/pages/cart.js"
/*!**********************************!*\
  !*** ./out/es2022/pages/cart.js ***!
  \**********************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   Cart: () => (/* binding */ Cart)\n/* harmony export */ });\n/* harmony import */ var _util_mixins_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! ../util/mixins.js */ \"./out/es2022/util/mixins.js\");\n/* harmony import */ var _page_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(/*! ./page.js */ \"./out/es2022/pages/page.js\");\n\n\nclass Cart extends (0,_util_mixins_js__WEBPACK_IMPORTED_MODULE_0__.counted)(_page_js__WEBPACK_IMPORTED_MODULE_1__.Page) {\n    path = '/cart';\n    items = [];\n    add(id) {\n        this.count(() => this.items.push(this.api.get(`/add/${id}`) + id));\n        return this;\n    }\n    get total() {\n        return this.items.reduce((sum, item) => sum + item - this.api.get('/price'), 0);\n    }\n    *[Symbol.iterator]() {\n        for (const item of this.items)\n            yield this.api.path(`item/${item}`);\n        yield `counted ${this.counted}`;\n    }\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/pages/cart.js?\n}");

/***/ },

/***/ "./out/es2022/pages/home.js"
/*!**********************************!*\
  !*** ./out/es2022/pages/home.js ***!
  \**********************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   Home: () => (/* binding */ Home)\n/* harmony export */ });\n/* harmony import */ var _page_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! ./page.js */ \"./out/es2022/pages/page.js\");\n\nclass Home extends _page_js__WEBPACK_IMPORTED_MODULE_0__.Page {\n    path = '/home';\n    open() {\n        const first = super.open();\n        return first + this.api.get('/static');\n    }\n    get title() {\n        return super.title.toUpperCase();\n    }\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/pages/home.js?\n}");

/***/ },

/***/ "./out/es2022/pages/index.js"
/*!***********************************!*\
  !*** ./out/es2022/pages/index.js ***!
  \***********************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   Cart: () => (/* reexport safe */ _cart_js__WEBPACK_IMPORTED_MODULE_0__.Cart),\n/* harmony export */   Home: () => (/* reexport safe */ _home_js__WEBPACK_IMPORTED_MODULE_1__.Home),\n/* harmony export */   Page: () => (/* reexport safe */ _page_js__WEBPACK_IMPORTED_MODULE_2__.Page)\n/* harmony export */ });\n/* harmony import */ var _cart_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! ./cart.js */ \"./out/es2022/pages/cart.js\");\n/* harmony import */ var _home_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(/*! ./home.js */ \"./out/es2022/pages/home.js\");\n/* harmony import */ var _page_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(/*! ./page.js */ \"./out/es2022/pages/page.js\");\n\n\n\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/pages/index.js?\n}");

/***/ },

/***/ "./out/es2022/pages/page.js"
/*!**********************************!*\
  !*** ./out/es2022/pages/page.js ***!
  \**********************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   Page: () => (/* binding */ Page)\n/* harmony export */ });\nclass Page {\n    api;\n    constructor(api) {\n        this.api = api;\n    }\n    open() {\n        return this.api.get(this.path);\n    }\n    get title() {\n        return `${this.constructor.name} at ${this.api.path(this.path.slice(1))}`;\n    }\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/pages/page.js?\n}");

/***/ },

/***/ "./out/es2022/util/functions.js"
/*!**************************************!*\
  !*** ./out/es2022/util/functions.js ***!
  \**************************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   chunk: () => (/* binding */ chunk),\n/* harmony export */   memo: () => (/* binding */ memo),\n/* harmony export */   pipe: () => (/* binding */ pipe)\n/* harmony export */ });\nconst pipe = (...fns) => (x) => fns.reduce((value, fn) => fn(value), x);\nconst memo = (fn) => {\n    const cache = new Map();\n    return Object.assign((key) => {\n        if (!cache.has(key))\n            cache.set(key, fn(key));\n        return cache.get(key);\n    }, { cache });\n};\nfunction chunk(list, size) {\n    const chunks = [];\n    for (let i = 0; i < list.length; i += size)\n        chunks.push(list.slice(i, i + size));\n    return chunks;\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/util/functions.js?\n}");

/***/ },

/***/ "./out/es2022/util/mixins.js"
/*!***********************************!*\
  !*** ./out/es2022/util/mixins.js ***!
  \***********************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   counted: () => (/* binding */ counted)\n/* harmony export */ });\nfunction counted(base) {\n    class Counted extends base {\n        counted = 0;\n        count(run) {\n            this.counted++;\n            return run();\n        }\n    }\n    return Counted;\n}\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/util/mixins.js?\n}");

/***/ },

/***/ "./out/es2022/util/random.js"
/*!***********************************!*\
  !*** ./out/es2022/util/random.js ***!
  \***********************************/
(__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) {

"use strict";
eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   \"default\": () => (__WEBPACK_DEFAULT_EXPORT__),\n/* harmony export */   next: () => (/* binding */ next),\n/* harmony export */   sequence: () => (/* binding */ sequence)\n/* harmony export */ });\nlet state = 1;\nconst next = () => (state = (state * 16807) % 2147483647);\nconst sequence = (length) => {\n    state = 1;\n    return Array.from({ length }, () => next());\n};\n/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((api) => api.path(`random/${sequence(2).pop()}`));\n\n\n//# sourceURL=webpack://bundlers/./out/es2022/util/random.js?\n}");

/***/ }

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	const __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __webpack_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		const cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		const module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		if (!(moduleId in __webpack_modules__)) {
/******/ 			delete __webpack_module_cache__[moduleId];
/******/ 			const e = new Error("Cannot find module '" + moduleId + "'");
/******/ 			e.code = 'MODULE_NOT_FOUND';
/******/ 			throw e;
/******/ 		}
/******/ 		__webpack_modules__[moduleId](module, module.exports, __webpack_require__);
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/define property getters */
/******/ 	// define getter/value functions for harmony exports
/******/ 	__webpack_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__webpack_require__.o(definition, key) && !__webpack_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	__webpack_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop));
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	// define __esModule on exports
/******/ 	__webpack_require__.r = (exports) => {
/******/ 		Object.defineProperties(exports, { [Symbol.toStringTag]: { value: 'Module' }, __esModule: { value: true } });
/******/ 	};
/******/ 	
/************************************************************************/
/******/ 	
/******/ 	// startup
/******/ 	// Load entry module and return exports
/******/ 	// This entry module can't be inlined because the eval devtool is used.
/******/ 	let __webpack_exports__ = __webpack_require__("./out/es2022/main.js");
/******/ 	const __webpack_export_target__ = exports;
/******/ 	for(var __webpack_i__ in __webpack_exports__) __webpack_export_target__[__webpack_i__] = __webpack_exports__[__webpack_i__];
/******/ 	if(__webpack_exports__.__esModule) Object.defineProperty(__webpack_export_target__, "__esModule", { value: true });
/******/ 	
/******/ })()
;