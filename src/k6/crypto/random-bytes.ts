import { Buffer } from 'node:buffer';
import { randomFillSync } from 'node:crypto';

/** A call to the system's generator costs as much for sixteen bytes as for some thousand, and UUIDs ask for sixteen. */
const STOCK_BYTES = 4096;
const MOST_FROM_STOCK = 256;

const stock = Buffer.alloc(STOCK_BYTES);
let used = STOCK_BYTES;

/** Random bytes that nobody has been given before. They are to be copied before the next call. */
export function randomBytes(count: number): Buffer {
  if (count > MOST_FROM_STOCK) return randomFillSync(Buffer.allocUnsafe(count));
  if (used + count > STOCK_BYTES) {
    randomFillSync(stock);
    used = 0;
  }
  used += count;
  return stock.subarray(used - count, used);
}
