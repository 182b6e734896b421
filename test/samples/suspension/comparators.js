// What comparators are asked, one after the other: the engine's own order, which is not the same in all of them.
import { sleep } from 'k6';
const b = (x) => {
  sleep(0.001);
  return x;
};

/** Comparators that mean what they say, and some that do not. */
const COMPARATORS = [(x, y) => x - y, (x, y) => y - x, () => -1, () => 0, () => 1, () => NaN];
const LENGTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 24];
const listOf = (length) => Array.from({ length }, (_, index) => (index * 7 + 3) % 11);

const asked = (sort) =>
  COMPARATORS.map((compare) =>
    LENGTHS.map((length) => {
      const pairs = [];
      const sorted = sort(listOf(length), (x, y) => {
        pairs.push(`${x}:${y}`);
        return b(compare(x, y));
      });
      return [pairs.join(' '), [...sorted].join(' ')];
    }),
  );

export const ofArrays = () => asked((list, compare) => list.sort(compare));
export const ofCopies = () => asked((list, compare) => list.toSorted(compare));
export const ofTypedArrays = () => asked((list, compare) => Int16Array.from(list).sort(compare));

/** What a comparator gives becomes a number, for which its own function may wait. */
export function convertedAnswers() {
  const answer = (number) => ({ valueOf: () => b(number) });
  const caught = (run) => {
    try {
      return run();
    } catch (error) {
      return error.name;
    }
  };
  return [
    [3, 1, 2].sort((x, y) => b(answer(x - y))),
    [3, 1, 2].sort((x, y) => b(String(x - y))),
    [...Int8Array.of(3, 1, 2).sort((x, y) => b(answer(y - x)))],
    caught(() => [3, 1, 2].sort(() => b(Symbol()))),
    caught(() => [3, 1, 2].sort(() => b(1n))),
  ];
}
