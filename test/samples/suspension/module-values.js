// k6's modules as values.

import * as k6 from 'k6';
import http, * as all from 'k6/http';
import { get as named, post } from 'k6/http';

class Api {
  constructor(client, base = 'http://sut') {
    this.client = client;
    this.base = base;
  }
  get(path) {
    return this.client.get(this.base + path).status;
  }
  send(method, path) {
    return this.client[method](this.base + path).status;
  }
}
const run = (client) => client.get('http://sut/run').url;
const destructured = ({ http: client, k6: { sleep } }) => {
  sleep(0.001);
  return client.get('http://sut/in').url;
};

export const injected = () => {
  const api = new Api(http);
  return [api.get('/a'), api.send('post', '/b'), api.send('del', '/c')];
};
export const asArgument = () => [run(http), run(all), run(all.default), run({ get: named })];
export const spread = () => {
  const client = { ...http };
  return [client.get('http://sut/s').url, Object.keys(client).includes('get')];
};
export const spreadNamespace = () => ({ ...all }).post('http://sut/n').url;
export const fromParameters = () => destructured({ http, k6 });
export const inAMap = () => new Map(Object.entries(http)).get('get')('http://sut/m').url;
export const inASet = () => [...new Set([http])][0].get('http://sut/set').url;
export const chosen = () => (http.flag ? {} : http)['get']('http://sut/c').url;
export const frozen = () => Object.freeze({ client: http, named }).client.get('http://sut/f').url;
export const assigned = () => Object.assign(Object.create(null), http, { extra: 1 }).get('http://sut/as').url;
export const inherited = () => Object.create(http).get('http://sut/proto').url;
export const reflected = () => Reflect.get(http, 'get')('http://sut/r').url;
export const bound = () => [
  http.get.bind(http)('http://sut/1').url,
  k6.sleep.bind(null, 0.001)(),
  named.bind(null, 'http://sut/2')().url,
];
export const applied = () => [
  named.call(null, 'http://sut/3').url,
  post.apply(http, ['http://sut/4']).url,
  Reflect.apply(http.get, null, ['http://sut/5']).url,
];
export const mapped = () => ['http://sut/6', 'http://sut/7'].map(http.get).map(({ url }) => url);
export const inAClosure = () =>
  (
    (client) => () =>
      client.get('http://sut/closure').url
  )(http)();
export const inAPromise = async () => (await Promise.resolve(http)).get('http://sut/p').url;
export const asDefault = () => (({ client = http } = {}) => client.get('http://sut/d').url)();
export const proxied = () =>
  new Proxy(http, {
    get:
      (target, key) =>
      (...args) => [key, target[key](...args).url],
  }).get('http://sut/proxy');

export function traced() {
  const log = [];
  const client = {};
  for (const method of ['get', 'post', 'put']) {
    const original = http[method].bind(http);
    client[method] = (url, ...rest) => {
      log.push(`> ${method}`);
      const response = original(url, ...rest);
      log.push(`< ${response.status}`);
      return response;
    };
  }
  return [client.get('http://sut/t').url, client.post('http://sut/u').url, log];
}

export function replacedInAClient() {
  const client = { get: http.get, post: http.post };
  const { get } = client;
  client.get = (url) => [get(`${url}?traced`).url, b()];
  const b = () => k6.sleep(0.001);
  return client.get('http://sut/x');
}

export function pageObjects() {
  class Page {
    constructor(client) {
      Object.assign(this, { client });
    }
    open() {
      return this.client.get(`http://sut/${this.constructor.path}`).url;
    }
  }
  class Home extends Page {
    static path = 'home';
    search(text) {
      return new Results(this.client, text);
    }
  }
  class Results extends Page {
    static path = 'results';
    constructor(client, text) {
      super(client);
      this.text = text;
    }
    get count() {
      return this.open().length + this.text.length;
    }
  }
  const home = new Home(http);
  return [home.open(), home.search('abc').count];
}
