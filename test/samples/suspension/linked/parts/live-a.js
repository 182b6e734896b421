import { sleep } from 'k6';

export let count = 0;
export function increment(by = 1) {
  const before = count;
  sleep(0.001);
  count = before + by;
}
export const reset = () => {
  sleep(0.001);
  count = 0;
};
export class Counter {
  add(n) {
    increment(n);
  }
}
