'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.twice = function (f, x) {
  return [f(x), f(x)];
};
exports.get = exports.has = void 0;
var http_1 = require('k6/http');
exports.get = (x) => (0, http_1.get)(`http://sut/${x}`).url;
exports.has = (f) => f(true);
