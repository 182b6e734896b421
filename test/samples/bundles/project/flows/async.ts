import http from 'k6/http';
import type { Api } from '../client/index.js';

export async function asyncFlow(api: Api, times: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (let i = 0; i < times; i++) {
    const response = (await http.asyncRequest('GET', `http://sut/async/${i}`)) as { url: string };
    seen.push(response.url, api.get(`/after/${i}`));
  }
  try {
    await Promise.reject(new Error(api.path('rejected')));
  } catch (error) {
    seen.push((error as Error).message);
  }
  return seen;
}
export const parallel = (api: Api, names: string[]): Promise<unknown[]> =>
  Promise.all(names.map(async (name) => {
    const before = api.path(name);
    await null;
    return [before, api.get(`/${name}`)];
  }));
