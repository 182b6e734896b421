// Flows register themselves here, and this file knows the first of them: a circle, as registries often have.
import type { Api } from '../client/index.js';
import { checkout } from './checkout.js';

export type Flow = (api: Api) => unknown;
const flows = new Map<string, Flow>();

export function register(name: string, flow: Flow): void {
  flows.set(name, flow);
}
export const names = (): string[] => {
  if (!flows.has('checkout')) register('checkout', (api) => checkout(api, [1]));
  register('ping', (api) => api.get('/ping'));
  return [...flows.keys()].sort();
};
export const run = (name: string, api: Api): unknown => [name, flows.get(name)!(api)];
