// Globals of the web that k6 has not: what they do, that they are the script's own, and that what they call may wait.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript } from '../../helpers/script-run.js';

const TELL = `import { sleep } from 'k6';
  const tell = (name, call) => {
    try { console.log(name + ' ' + JSON.stringify(call())); }
    catch (error) { console.log(name + ' ' + error.name + ': ' + error.message + (error instanceof Error ? '' : ' NO ERROR')); }
  };`;

for (const level of ['optimised', 'complete']) {
  test(`what is there by default, compiled to the ${level} level`, async () => {
    const { code, said } = await runScript(
      `${TELL}
      export default async function () {
        tell('url', () => {
          const url = new URL('/a b?x=1#h', 'https://u:p@ex.test:8080/');
          url.searchParams.append('y', 'é');
          url.port = 9;
          return [url, url.origin, url.host, url.pathname, url.search, [...url.searchParams].length, url.searchParams === url.searchParams];
        });
        tell('own', () => {
          const url = new URL('http://a');
          return [url instanceof URL, url instanceof Object, url.searchParams instanceof URLSearchParams, String(url),
            [url, url.searchParams].map((one) => Object.prototype.toString.call(one)), typeof URL.around, typeof URLSearchParams.around];
        });
        tell('bad', () => new URL('nope'));
        tell('static', () => [URL.canParse('a:b'), URL.canParse('x'), URL.parse('http://a/b').href, URL.parse('x')]);
        tell('params', () => [String(new URLSearchParams({ a: 1, b: 'x y' })), new URLSearchParams([['a', 'b'], ['a', 'c']]).getAll('a'),
          new URLSearchParams(new Map([['k', 'v']])).get('k'), new URLSearchParams('a=1').get('no'), [...new URLSearchParams('?q=1&r=2').keys()]]);
        const seen = [];
        new URLSearchParams('a=1&b=2').forEach((value, name) => { sleep(0.001); seen.push(name + value); });
        tell('forEach', () => seen);
        tell('text', () => [btoa('abc\\xff'), atob('YWJj/w=='), atob(' YW Jj ')]);
        tell('no text', () => btoa('€'));
        tell('no base64', () => atob('a'));
        tell('clock', () => { const before = performance.now(); sleep(0.02); return [performance.now() - before > 15, typeof performance.mark]; });
        const order = [];
        queueMicrotask(() => order.push('first'));
        Promise.resolve().then(() => order.push('then'));
        queueMicrotask(() => { sleep(0.001); order.push('waited'); });
        queueMicrotask(() => order.push('last'));
        order.push('sync');
        await null; await null; await null; await null;
        tell('order', () => order);
        tell('no function', () => queueMicrotask(5));
        queueMicrotask(() => { throw new Error('from a microtask'); });
      }`,
      ['--compile', level],
    );
    assert.equal(code, 0);
    assert.deepEqual(said, [
      'url ["https://u:p@ex.test:9/a%20b?x=1&y=%C3%A9#h","https://ex.test:9","ex.test:9","/a%20b","?x=1&y=%C3%A9",2,true]',
      'own [true,true,true,"http://a/",["[object URL]","[object URLSearchParams]"],"undefined","undefined"]',
      'bad TypeError: Invalid URL',
      'static [true,false,"http://a/b",null]',
      'params ["a=1&b=x+y",["b","c"],"v",null,["q","r"]]',
      'forEach ["a1","b2"]',
      'text ["YWJj/w==","abcÿ","abc"]',
      'no text InvalidCharacterError: the text has characters above \\u00ff: encode it as UTF-8 first',
      'no base64 InvalidCharacterError: the text is not base64',
      'clock [true,"undefined"]',
      'order ["sync","first","then","waited","last"]',
      'no function TypeError: queueMicrotask: the argument must be a function',
    ]);
  });
}

test('an error in a microtask ends the iteration as any other', async () => {
  const { log } = await runScript(`export default function () { queueMicrotask(() => { throw new Error('late'); }); }`);
  assert.deepEqual(
    log.filter(({ level }) => level === 'error').map(({ msg }) => msg.split('\n')[0]),
    ['Error: late'],
  );
});

test('structuredClone() copies what can be copied, with its ties', async () => {
  const { code, said } = await runScript(`${TELL}
    export default function () {
      const from = { date: new Date(5), map: new Map([[1, { a: 1 }]]), set: new Set([1]), re: /a/g, bytes: new Uint16Array([1, 2]),
        error: new RangeError('far'), none: null, gone: undefined, list: [1, , 3], text: Object('boxed') };
      from.self = from;
      const to = structuredClone(from);
      tell('same', () => [to.date.getTime(), [...to.map], [...to.set], String(to.re), [...to.bytes], to.error.message, to.text + '!']);
      tell('kinds', () => [to.date instanceof Date, to.map instanceof Map, to.set instanceof Set, to.error instanceof RangeError, to instanceof Object, to.bytes instanceof Uint16Array]);
      tell('ties', () => [to !== from, to.self === to, to.map.get(1) !== from.map.get(1), to.bytes.buffer !== from.bytes.buffer, to.list.length, 1 in to.list, 'gone' in to]);
      class Point { x = 1; move() {} }
      tell('plain', () => [structuredClone(new Point()), structuredClone(new Point()) instanceof Point]);
      tell('moved', () => { const buffer = new ArrayBuffer(4); const moved = structuredClone(buffer, { transfer: [buffer] }); return [buffer.byteLength, moved.byteLength]; });
      for (const bad of [() => 1, Symbol('s'), Promise.resolve(), new WeakMap(), { deep: [() => 1] }]) tell('bad', () => structuredClone(bad));
    }`);
  assert.equal(code, 0);
  assert.deepEqual(said, [
    'same [5,[[1,{"a":1}]],[1],"/a/g",[1,2],"far","boxed!"]',
    'kinds [true,true,true,true,true,true]',
    'ties [true,true,true,true,3,false,true]',
    'plain [{"x":1},false]',
    'moved [0,4]',
    'bad DataCloneError: function cannot be cloned',
    'bad DataCloneError: symbol cannot be cloned',
    ...Array(2).fill('bad DataCloneError: object of this kind cannot be cloned'),
    'bad DataCloneError: function cannot be cloned',
  ]);
});

test('--web-apis adds those by which libraries know a browser; their listeners may wait', async () => {
  const script = `${TELL}
    export default async function () {
      const names = ['AbortController', 'AbortSignal', 'Event', 'EventTarget', 'Blob', 'window', 'fetch', 'process'];
      tell('there', () => names.filter((name) => typeof globalThis[name] !== 'undefined'));
      if (typeof Event === 'undefined') return;
      const controller = new AbortController();
      const seen = [];
      controller.signal.onabort = () => seen.push('on');
      controller.signal.addEventListener('abort', (event) => { sleep(0.001); seen.push(event.type, event.target === controller.signal); });
      controller.abort();
      controller.abort('again');
      tell('abort', () => [seen, controller.signal.aborted, controller.signal.reason.name, controller.signal instanceof EventTarget]);
      tell('throw', () => controller.signal.throwIfAborted());
      class Bell extends EventTarget { rung = 0; }
      const bell = new Bell();
      bell.addEventListener('ring', { handleEvent(event) { bell.rung++; event.preventDefault(); } }, { once: true });
      bell.addEventListener('ring', (event) => { bell.rung += 10; event.stopImmediatePropagation(); });
      bell.addEventListener('ring', () => { bell.rung += 100; });
      tell('ring', () => [bell.dispatchEvent(new Event('ring', { cancelable: true })), bell.dispatchEvent(new Event('ring')), bell.rung]);
      tell('no event', () => bell.dispatchEvent('ring'));
      const blob = new Blob(['aé', new Uint8Array([1, 2]), new Blob(['z'])], { type: 'Text/Plain' });
      console.log('blob ' + JSON.stringify([blob.size, blob.type, await blob.slice(0, 3).text(), (await blob.arrayBuffer()).byteLength, blob instanceof Blob]));
    }`;
  assert.deepEqual((await runScript(script)).said, ['there []']);
  const { code, said } = await runScript(script, ['--web-apis']);
  assert.equal(code, 0);
  assert.deepEqual(said, [
    'there ["AbortController","AbortSignal","Event","EventTarget","Blob"]',
    'abort [["on","abort",true],true,"AbortError",true]',
    'throw AbortError: this operation was aborted',
    'ring [false,true,21]',
    'no event TypeError: dispatchEvent: the argument must be an Event',
    'blob [6,"text/plain","aé",6,true]',
  ]);
});
