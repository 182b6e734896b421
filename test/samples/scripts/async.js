// Promises and async functions between blocking calls.
import http from 'k6/http';
import { sleep } from 'k6';

const url = (path) => `http://sut/${path}`;
const load = (path) => http.get(url(path)).url;

async function one(order, n) {
  order.push(`s${n}`);
  const first = load(n);
  order.push(`g${n}`);
  const second = await http.asyncRequest('GET', url(`async${n}`));
  return [first, second.url];
}
export async function prefixes() {
  const order = [];
  const a = one(order, 1);
  const b = one(order, 2);
  order.push('main');
  return [await a, await b, order];
}
export async function awaits() {
  const arrow = async (x) => {
    await null;
    sleep(1);
    return x;
  };
  const out = [await arrow(5), await 7, await Promise.all([arrow(1), arrow(2)]), await load('plain')];
  try {
    await (async () => {
      load('z');
      throw new Error('boom');
    })();
  } catch (error) {
    out.push(error.message);
  }
  return out;
}
export async function chained() {
  const order = [];
  const value = await Promise.resolve(1)
    .then((v) => {
      order.push('then');
      return load(v);
    })
    .then((text) => Promise.reject(new Error(text)))
    .catch((error) => {
      order.push('catch');
      return load(error.message.length);
    })
    .finally(() => {
      order.push(load('finally').length);
    });
  return [value, order];
}
export async function executors() {
  const made = await new Promise((resolve) => resolve(load('executor')));
  const failed = await new Promise(() => load('broken')).catch((error) => error.message);
  return [made, failed];
}
export async function methods() {
  class Client {
    async get(path) {
      const first = load(path);
      await null;
      return [first, load(`${path}2`)];
    }
    static async make() {
      load('make');
      return new Client();
    }
    later = async (path) => load(path);
  }
  const client = await Client.make();
  const object = { async run(path) { return load(path); } };
  return [await client.get('a'), await client.later('b'), await object.run('c')];
}
export async function loops() {
  const out = [];
  for (const n of [1, 2]) out.push(await one([], n));
  for (const promise of [one([], 3), one([], 4)]) out.push(await promise);
  await Promise.all([1, 2].map(async (n) => out.push(load(n), await n)));
  return out.length;
}
export async function defaults() {
  const withDefault = async (a = load('default'), b = 2) => [a, b];
  const failing = async (a = load('broken')) => a;
  return [await withDefault(), await withDefault(1, 3), await failing().catch((error) => error.message)];
}
export function notAwaited() {
  let seen = 0;
  Promise.resolve().then(() => {
    seen++;
  });
  sleep(1);
  return seen;
}
export async function settled() {
  const all = await Promise.allSettled([load('x'), one([], 1), Promise.reject(new Error('no'))]);
  return [all.map(({ status }) => status), await Promise.race([1, one([], 2)]), await Promise.any([Promise.reject(), 3])];
}
