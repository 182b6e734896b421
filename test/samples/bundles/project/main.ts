// The entry of a project as teams write them: TypeScript, classes, an injected client, page objects, one CommonJS part.
import http from 'k6/http';
import { check, group, sleep } from 'k6';
import { Api, Auth, tracing } from './client/index.js';
import { config, Mode } from './config.js';
import { ApiError } from './errors.js';
import { asyncFlow, parallel } from './flows/async.js';
import { checkout } from './flows/checkout.js';
import { names, run } from './flows/registry.js';
import { search } from './flows/search.js';
import { Order, Status } from './models/order.js';
import { guest, User } from './models/user.js';
import { Cart, Home } from './pages/index.js';
import { chunk, memo, pipe } from './util/functions.js';
import legacy, { twice } from './util/legacy.cjs';
import * as random from './util/random.js';

const traced = tracing({ ...http });
const api = new Api(traced.client, config.base);

export default function journey(): unknown {
  const out: unknown[] = [];
  group('home', () => {
    const home = new Home(api);
    out.push(home.open(), home.title, home.constructor.name);
  });
  const auth = new Auth(api, guest);
  out.push(auth.token, auth.token, auth.user.name);
  const cart = new Cart(api);
  for (const id of [1, 2, 3]) {
    if (id === 2) continue;
    cart.add(id);
    sleep(0.001);
  }
  out.push(cart.items, cart.total, [...cart]);
  out.push(check(cart, { 'has items': (c) => c.items.length === 2, 'can be read': (c) => api.get(`/cart/${c.items.length}`) === 200 }));
  return [out, traced.log.splice(0)];
}

export const flows = (): unknown => [names().map((name) => run(name, api)), checkout(api, [5, 6]), [...search(api, 'abc')]];

export async function asynchronous(): Promise<unknown> {
  return [await asyncFlow(api, 2), await parallel(api, ['a', 'b', 'c']), traced.log.splice(0).length];
}

export function models(): unknown {
  const order = Order.of(api, [1, 2]);
  order.status = Status.Paid;
  order.note ??= api.path('note');
  const admin = new User('root', { admin: true });
  const { name, can: allowed, ...rest } = admin;
  return [String(order), JSON.stringify({ order }), order.sum, Status[order.status], Mode.Fast, name, allowed?.call(admin, 'all', api), rest, `${admin}`];
}

export function functions(): unknown {
  const load = memo((path: string) => api.path(path));
  const shout = pipe((x: string) => load(x), (x: string) => x.toUpperCase(), (x: string) => [x, load(x)]);
  return [
    shout('m'), shout('m'), chunk([1, 2, 3, 4, 5], 2).map((part) => part.map((n) => api.get(`/${n}`))), legacy(api).fetch('l'), twice((x: number) => api.get(`/t${x}`)),
    random.sequence(3).map((n) => n % 2), random.default(api),
  ];
}

export function failures(): unknown {
  traced.log.length = 0;
  const caught: unknown[] = [];
  for (const path of ['/broken', '/fine']) {
    try {
      caught.push(api.must(path));
    } catch (error) {
      const { name, code, message } = error as ApiError;
      caught.push([name, code, message, error instanceof ApiError, (error as Error).constructor.name]);
    } finally {
      caught.push(traced.log.length);
    }
  }
  traced.log.length = 0;
  return caught;
}
