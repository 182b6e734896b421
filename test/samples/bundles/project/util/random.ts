import type { Api } from '../client/index.js';

let state = 1;
export const next = (): number => (state = (state * 16807) % 2147483647);
export const sequence = (length: number): number[] => {
  state = 1;
  return Array.from({ length }, () => next());
};
export default (api: Api): string => api.path(`random/${sequence(2).pop()}`);
