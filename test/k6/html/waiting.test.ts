// Functions that Selections call back may wait, and belong to the script's own realm; and who loads the parser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../../helpers/cli.js';
import { scriptValue } from '../../helpers/script-value.js';
import { countingServer } from '../../helpers/servers.js';
import { tempFolder } from '../../helpers/temp.js';

const LIST = "parseHTML('<ul><li>1<li>2<li>3</ul>').find('li')";

test('each, map, filter, is and not wait for what they call', async () => {
  await using server = await countingServer((request, response) => response.end(request.url));
  const value = await scriptValue(
    "import http from 'k6/http';\nimport { sleep } from 'k6';\nimport { parseHTML } from 'k6/html';",
    `const list = ${LIST};
    const ask = (one) => { sleep(0.001); return http.get(${JSON.stringify(server.url)} + '/' + one.text()).body; };
    const texts = [];
    const again = list.each((index, element) => { texts.push(index + ask(element.selection())); });
    const later = (text) => (index, one) => ask(one) === '/' + text;
    return [
      texts, again.size(), list.map((index, one) => index + ask(one)), list.filter(later(2)).text(), list.not(later(2)).text(),
      list.is(later(3)), list.is(later(4)), list.filter(later(2)).end().size(),
      [1, 2].map((n) => list.map((index, one) => ask(one) + n)),
    ];`,
  );
  const asked = ['0/1', '1/2', '2/3'];
  const twice = [1, 2].map((n) => ['/1', '/2', '/3'].map((path) => path + n));
  assert.deepEqual(value, [asked, 3, asked, '2', '13', true, false, 3, twice]);
  assert.equal(server.requests, 3 + 3 + 3 + 3 + 3 + 3 + 3 + 6);
});

test('an error in a function that is called back is the script’s own, before and after a wait', async () => {
  const value = await scriptValue(
    "import { sleep } from 'k6';\nimport { parseHTML } from 'k6/html';",
    `const list = ${LIST};
    let calls = 0;
    const fails = (wait) => () => { calls++; if (wait) sleep(0.001); throw new RangeError('mine'); };
    return [...[false, true].flatMap((wait) => ['each', 'map', 'filter', 'is', 'not'].map((name) => thrown(() => list[name](fails(wait))))), calls];`,
  );
  assert.deepEqual(value, [...Array.from({ length: 10 }, () => 'RangeError: mine'), 10]);
});

test('what scripts get is their realm’s', async () => {
  const value = await scriptValue(
    "import http from 'k6/http';\nimport { parseHTML } from 'k6/html';",
    `const page = parseHTML('<form><p data-x="[1]" class="a b">x</p><select multiple name=s><option selected>1</select></form>');
    const p = page.find('p');
    const element = p.get(0);
    const error = (call) => { try { call(); } catch (thrown) { return thrown; } };
    const ofElement = [p.get(), p.toArray(), p.map(() => 1), p.data('x'), element.classList(), element.childNodes(),
      page.find('form').serializeArray(), page.find('form').serializeObject().s, element.querySelectorAll('*')];
    return [
      ofElement.every((list) => list instanceof Array && Array.isArray(list)),
      [page, p, element, element.attributes(), element.attributes().class, page.find('form').serializeArray()[0], p.data()].every((one) => one instanceof Object),
      error(() => p.find()) instanceof Error, error(() => page.nothing()) instanceof TypeError,
      thrown(() => { page.mine = 1; }), Object.getPrototypeOf(Object.getPrototypeOf(element.text || element)) !== null,
      [p.find, element.id, parseHTML].every((fn) => fn instanceof Function),
      [].concat(Object.keys(p.constructor), p.constructor === Object),
    ];`,
  );
  assert.deepEqual(value, [
    true,
    true,
    true,
    true,
    'TypeError: Cannot assign to property mine of a host object',
    true,
    true,
    [true],
  ]);
});

test('responses read pages in scripts that do not import k6/html, and say so where they cannot', async () => {
  await using server = await countingServer((_request, response) => response.end('<a href=/x>link</a>'));
  const run = async (script: string): Promise<string> => {
    await using folder = await tempFolder({ 'script.js': `import http from 'k6/http';\n${script}` });
    const { stderr } = await runSalvo(['run', '-q', '--log-format=raw', 'script.js'], { cwd: folder.path });
    return stderr;
  };
  const get = `http.get(${JSON.stringify(server.url)})`;
  assert.match(await run(`export default () => { console.log('found ' + ${get}.html('a').text()); }`), /found link/);
  assert.match(
    await run(`export default () => { const n = 'html'; console.log('found ' + ${get}[n]('a').text()); }`),
    /found link/,
  );
  assert.match(
    await run(`export default () => { const n = ['ht', 'ml'].join(''); ${get}[n]('a'); }`),
    /the script's text must name html, or import k6\/html/,
  );
});
