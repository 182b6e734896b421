import { sleep } from 'k6';

export function retry<T>(fn: (attempt: number) => T, times = 3, wait = 0.001): T {
  let last: unknown;
  for (let attempt = 1; attempt <= times; attempt++) {
    try {
      return fn(attempt);
    } catch (error) {
      last = error;
      sleep(wait * attempt);
    }
  }
  throw last;
}
