module.exports = function makeClient(http, base = 'http://sut') {
  return { get: (path) => http.get(base + path).url };
};
