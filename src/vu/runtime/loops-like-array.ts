import { Array } from '../realm/script-builtins.js';

const { forEach } = Array.prototype;

/** Whether `list.forEach(…)` would go over an array from its first to its last element. */
export const loopsLikeArray = (list: unknown): boolean =>
  Array.isArray(list) && (list as { readonly forEach: unknown }).forEach === forEach;
