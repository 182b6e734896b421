import { sleep } from 'k6';
import { ask, readEarly } from './circular-b.js';

export const CONSTANT = 'constant of a';
export function hoisted(x) {
  sleep(0.001);
  return `hoisted ${x}`;
}
export class Late {
  m() {
    return hoisted('m');
  }
}
export const early = readEarly;
export const later = () => ask(3);
export const fromB = () => new Late().m();
