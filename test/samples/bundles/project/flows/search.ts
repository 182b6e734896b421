import type { Api } from '../client/index.js';

export function* search(api: Api, text: string): Generator<unknown, void> {
  for (const letter of text) {
    const found = yield* page(api, letter);
    yield [letter, found];
  }
}
function* page(api: Api, letter: string): Generator<string, number> {
  try {
    yield api.path(`search/${letter}`);
    return api.get(`/count/${letter}`);
  } finally {
    api.get(`/close/${letter}`);
  }
}
