import { SalvoError } from '../base/errors/salvo-error.js';
import type { Metric } from '../metrics/recorder.js';
import type { TagSet } from '../metrics/tags.js';
import type { MetricDef, MetricType } from '../metrics/types.js';
import type { MakeModule, VuContext } from './context.js';
import { GoError } from './go-error.js';
import { current } from './suspension.js';
import { tagsWith } from './tag-values.js';

/** Two characters at least: k6's own rule, wider than it looks in its message. */
const NAME = /^[a-zA-Z_][a-zA-Z0-9_]{1,128}$/;

/** `k6/metrics`: Counter, Gauge, Rate and Trend. */
export const makeMetrics: MakeModule = () => exports;

const exports = {
  Counter: metricClass('Counter', 'counter'),
  Gauge: metricClass('Gauge', 'gauge'),
  Rate: metricClass('Rate', 'rate'),
  Trend: metricClass('Trend', 'trend'),
};

function metricClass(className: string, type: MetricType): new (name: unknown, isTime?: unknown) => object {
  const CustomMetric = class {
    readonly #metric: Metric;

    constructor(name: unknown, isTime: unknown = false) {
      const vu = current.vu!;
      if (vu.stage !== 'init') throw new GoError('metrics must be declared in the init context');
      if (typeof name !== 'string' || !NAME.test(name)) throw invalidName(name);
      this.#metric = declared(vu, { name, type, contains: isTime ? 'time' : 'default' });
      Object.defineProperty(this, 'name', { value: name, enumerable: true });
      // Of its own, as in k6: it is listed with it.
      Object.defineProperty(this, 'add', { value: CustomMetric.prototype.add, enumerable: true, configurable: true });
    }

    add(value: unknown, tags?: unknown): boolean {
      const vu = current.vu!;
      if (vu.stage === 'init') throw new GoError('metrics cannot be added to in the init context');
      // One that was taken off its metric: `const { add } = counter`.
      if (this === undefined) throw new GoError(TAKEN_OFF);
      const { name } = this.#metric.def;
      const number = typeof value === 'number' ? value : toNumber(value);
      const set = tags === undefined || tags === null ? vu.tags : sampleTags(vu.tags, tags, name);
      if (Number.isNaN(number)) return refuse(name, value);
      this.#metric.add(number, set);
      return true;
    }
  };
  Object.defineProperty(CustomMetric, 'name', { value: className });
  return CustomMetric;
}

/** In k6 it stays bound. Here a function for each metric of each VU would cost every `add` a quarter of its time. */
const TAKEN_OFF = 'add() was called without its metric: write metric.add(value), or (value) => metric.add(value)';

const invalidName = (name: unknown): GoError =>
  new GoError(`invalid metric name: '${String(name)}': it needs 2 to 129 letters, digits or _, and no digit at first`);

/** A name that is taken by another type is an error of the script's line, which it may catch. */
function declared({ thread }: VuContext, def: MetricDef): Metric {
  try {
    return thread.metrics.metric(def);
  } catch (error) {
    throw error instanceof SalvoError ? new GoError(`${error.message}: ${error.hint}`) : error;
  }
}

/** As the language makes numbers, so that an empty text is 0 and a BigInt an error; but null is none. */
const toNumber = (value: unknown): number => (value === null ? Number.NaN : +(value as number));

function sampleTags(base: TagSet, tags: unknown, metric: string): TagSet {
  try {
    return tagsWith(base, tags);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new GoError(`cannot add tags for the '${metric}' custom metric: ${error.message}`);
  }
}

/** Not a number: a warning, or an exception when the `throw` option is on. The sample is never taken. */
function refuse(metric: string, value: unknown): false {
  const { options, log } = current.vu!.thread;
  const message = `'${String(value)}' is an invalid value for metric '${metric}', a number or a boolean value is expected`;
  if (options.throw) throw new GoError(message);
  log.warn(message);
  return false;
}
