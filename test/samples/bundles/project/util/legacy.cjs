'use strict';
var shared = require('./legacy-part.cjs');
function Client(api) {
  this.api = api;
}
Client.prototype.fetch = function (name) {
  return shared.decorate(this.api.path(name));
};
module.exports = function (api) {
  return new Client(api);
};
module.exports.twice = function (f) {
  return [f(1), f(2)];
};
