// A CommonJS entry, with what such files do: exports by assignment, `require` in functions, `this`, eval beside.
const http = require('k6/http');
const { sleep } = require('k6');
const makeClient = require('./parts/client.cjs');
const tools = require('./parts/tools.cjs');

const b = (x) => {
  sleep(0.001);
  return x;
};
// Nothing waits here, in k6 as well as here; it must only not break what comes after.
sleep(0);

exports.client = () => makeClient(http).get('/a');
exports.tools = () => [tools.twice((x) => b(x), 1), tools.get('x'), tools['ha' + 's']((x) => b(x))];
exports.lateRequire = () => require('./parts/tools.cjs').twice(b, 2);
exports.evalBeside = () => { const x = b(1); return eval('x + 1'); };
module.exports.viaModule = () => exports.client() + b('!');
for (const name of ['get', 'map']) exports[`made_${name}`] = (x = 1) => [name, b(x)];
exports.self = () => module.exports.made_get(5);
exports.arguments = function () { return [arguments.length, b(1)]; };
