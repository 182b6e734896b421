// A script in the older form of modules.
const http = require('k6/http');
const { sleep } = require('k6');
const helper = require('./common-js/helper.cjs');

module.exports.options = { vus: 1 };
module.exports.default = function () {
  sleep(1);
  return [http.get('http://sut/cjs').url, helper.load('x'), helper.loadAll(['a', 'b'])];
};
module.exports.other = () => helper.load('other');
