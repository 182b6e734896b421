import { check, group } from 'k6';
import type { Api } from '../client/index.js';
import { names } from './registry.js';

const steps: Record<string, (api: Api, id: number) => unknown> = {
  view: (api, id) => api.get(`/view/${id}`),
  buy(api, id) {
    return [this.view!(api, id), api.path(`buy/${id}`)];
  },
};

export function checkout(api: Api, ids: number[]): unknown[] {
  const done: unknown[] = [];
  ids.forEach((id) => {
    group(checkout.name, () => {
      for (const step of Object.keys(steps)) {
        const result = steps[step]!(api, id);
        check(result, { [`${step} ok`]: (r) => Boolean(r) && names().length > 0 });
        done.push(result);
      }
    });
  });
  return done;
}
