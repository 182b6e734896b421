// What a builtin calls waits, and changes the list that the builtin is going through.

import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};
const text = (change, value) => ({
  toString() {
    b(1);
    change();
    return value;
  },
});

/** The builtin has asked for the length before. */
export function joinOfGrowing() {
  const list = [text(() => list.push('late'), 'a'), 'b'];
  return list.join();
}

/** Items that come later are read when it is their turn. */
export function joinOfChanging() {
  const list = [
    text(() => {
      list[1] = 'new';
    }, 'a'),
    'b',
  ];
  return list.join();
}
