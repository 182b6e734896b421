import type { HttpClient } from './api.js';

/** The same client, which writes down what it does. */
export function tracing(http: Record<string, unknown>): { client: HttpClient; log: string[] } {
  const log: string[] = [];
  const client = {} as HttpClient;
  for (const method of ['get', 'post', 'put']) {
    const original = (http[method] as HttpClient['get']).bind(http);
    client[method] = (url) => {
      log.push(`> ${method}`);
      try {
        return original(url);
      } finally {
        log.push(`< ${method}`);
      }
    };
  }
  return { client, log };
}
