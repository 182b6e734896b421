// A script that puts its own functions into a module, as tools that measure more do.
import http from 'k6/http';

const seen = [];
const original = http.get;
http.get = function (address, ...rest) {
  seen.push(address);
  return original(`${address}?patched`, ...rest);
};
const { post } = http;
http.post = (address) => [address, post(address).url];

export default function () {
  seen.length = 0;
  return [http.get('http://sut/a').url, http.post('http://sut/b'), http.put('http://sut/c').url, http['get']('http://sut/d').url, seen];
}
