// Natives for samples: requests that are written down and answered, groups, metrics.
import { type AnyFunction, echoNatives, type MakeNatives, type Native } from './natives.js';

const METHODS = ['get', 'head', 'post', 'put', 'del', 'options'] as const;

export const sampleNatives: MakeNatives = (log) => {
  const request = (method: string, url: unknown) => {
    log.push(`${method} ${String(url)}`);
    if (String(url).includes('/broken')) throw new Error('connection refused');
    return { status: 200, url: String(url), method };
  };
  const waits = (answer: AnyFunction): Native => ({ kind: 'waits', answer });
  class Metric {
    constructor(readonly name: string) {}
    add(value: unknown): void {
      log.push(`${this.name} ${String(value)}`);
    }
  }
  const metric: Native = { kind: 'plain', value: Metric };
  return {
    ...echoNatives(log),
    'k6/http': {
      ...Object.fromEntries(METHODS.map((method) => [method, waits((url: unknown) => request(method, url))])),
      request: waits((method: string, url: unknown) => request(method.toLowerCase(), url)),
      batch: waits((all: readonly unknown[]) => all.map((url) => request('get', url))),
      // Nobody patches here, so it stands for what ends an iteration from outside.
      patch: { kind: 'interrupts' },
      asyncRequest: { kind: 'later', answer: (method: string, url: unknown) => request(method.toLowerCase(), url) },
    },
    'k6/metrics': { Trend: metric, Counter: metric, Rate: metric, Gauge: metric },
  };
};
