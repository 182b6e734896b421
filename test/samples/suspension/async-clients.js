// Async functions that are reached through calls of which the text does not say what they call.

import { sleep } from 'k6';
import http from 'k6/http';

const b = (x) => {
  sleep(0.001);
  return x;
};

const client = {};
for (const method of ['get', 'post']) {
  client[method] = async (path) => {
    const response = http[method](`http://sut${path}`);
    await null;
    return response.status;
  };
}

export async function methodsMadeInALoop() {
  const first = await client.get('/x');
  const second = await client['po' + 'st']('/y');
  return [first, second];
}

export async function withoutInnerAwait() {
  const order = [];
  const api = Object.freeze({
    async get(path) {
      order.push(`in ${path}`);
      const response = http.get(`http://sut${path}`);
      order.push(`out ${path}`);
      return response.url;
    },
  });
  const promise = api.get('/a');
  order.push('after the call');
  order.push(await promise);
  return order;
}

export async function throughValues() {
  const steps = { one: async (x) => b(x) + (await b(1)), two: async (x) => b(x) * (await b(2)) };
  const results = [];
  for (const step of Object.values(steps)) results.push(await step(b(10)));
  for (const [name, step] of Object.entries(steps)) results.push(name, await step(3));
  return results;
}

export async function inAClassByName() {
  class Client {}
  for (const method of ['get', 'head']) {
    Client.prototype[method] = async function (path) {
      this.count = (this.count ?? 0) + 1;
      await undefined;
      return [this.count, http.get(path).url];
    };
  }
  const one = new Client();
  return [await one.get('/a'), await one.head('/b'), await Reflect.apply(Client.prototype.get, one, ['/c'])];
}

export async function notAwaited() {
  const order = [];
  const work = async (name) => {
    order.push(`${name} begins`);
    b(1);
    order.push(`${name} blocked`);
    await null;
    order.push(`${name} goes on`);
    b(1);
    order.push(`${name} ends`);
    return name;
  };
  const table = new Map([['work', work]]);
  const all = ['p', 'q', 'r'].map((name) => table.get('work')(name));
  order.push('all begun');
  order.push(...(await Promise.all(all)));
  return order;
}

export async function returnsAPromise() {
  const inner = async () => b(3);
  const outer = async () => inner();
  const nested = async () => Promise.resolve(outer());
  return [await outer(), await nested(), await (async () => ({ then: (resolve) => resolve(b(5)) }))()];
}

export async function rejects() {
  const fails = {
    async now() {
      b(1);
      throw new RangeError('first');
    },
    async later() {
      await b(1);
      throw new RangeError('second');
    },
  };
  const caught = [];
  for (const key in fails) {
    try {
      await fails[key]();
    } catch (error) {
      caught.push(`${error.name} ${error.message}`);
    } finally {
      caught.push(b('finally'));
    }
  }
  return caught;
}

export async function inAwaitedArguments() {
  const add = (...numbers) => numbers.reduce((sum, n) => sum + b(n), 0);
  return add(await b(1), b(2), await Promise.resolve(b(3)), ...(await (async () => [b(4)])()));
}
