// TypeScript, several files, re-exports.
import type { Response } from 'k6/http';
import { Shop, Size } from './typed/shop.ts';
import * as tools from './typed/tools';

interface Item {
  id: number;
  size?: Size;
}
const item = <const>{ id: 1, size: Size.Small } satisfies Item;

export function shop(): unknown {
  const shop = new Shop('typed');
  return [shop.buy(item.id), shop.buy(2)!.length, shop.last, tools.double(item.id), tools.load('x')];
}
export function generic(): unknown {
  const call = <T,>(fn: () => T): T => fn();
  return call(() => tools.load('generic') as string);
}
export default function (): string {
  const answer: Response | undefined = undefined;
  return String(answer) + tools.default('d');
}
