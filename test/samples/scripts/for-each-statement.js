// forEach as a statement becomes a loop: holes, returns, closures, lists that are no arrays, nested and inside groups.
import { group } from 'k6';
import http from 'k6/http';

const seen = [];
const status = (path) => http.get(`https://x.test/${path}`).status;

class List {
  constructor(...items) {
    this.items = items;
  }
  forEach(visit) {
    for (const item of this.items) visit(item, 'own');
  }
}

function visit(list) {
  list.forEach((item, key) => {
    if (item === 'skip') return;
    seen.push([item, String(key), status(item)]);
  });
}

export default function () {
  seen.length = 0;
  // biome-ignore lint/suspicious/noSparseArray: that is the point
  visit(['a', , 'skip', 'b']);
  visit(new Set(['c']));
  visit(new Map([['key', 'd']]));
  visit(new List('e', 'f'));
  const later = [];
  ['g', 'h'].forEach((item) => {
    let own = item;
    status(item);
    later.push(() => own);
    own += '!';
  });
  group('nested', () => {
    [[1, 2], [3]].forEach((row) => {
      row.forEach((cell) => {
        seen.push(cell + status(cell));
      });
      try {
        if (row.length === 1) return;
        seen.push('two');
      } finally {
        seen.push('end');
      }
    });
  });
  const growing = [1];
  growing.forEach((item) => {
    status(item);
    if (growing.length < 4) growing.push(item + 1);
  });
  return JSON.stringify([seen, later.map((read) => read()), growing]);
}
