const http = require('k6/http');
exports.load = (path) => http.get(`http://sut/${path}`).url;
exports.loadAll = function (paths) {
  return paths.map((path) => exports.load(path));
};
