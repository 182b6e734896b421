import { BUILTIN_DEFS } from '../metrics/builtin.js';
import type { MetricDef } from '../metrics/types.js';

/** Times that we measured are differences of clock readings: below a nanosecond there is only binary dust. */
const MEASURED: ReadonlySet<string> = new Set(
  BUILTIN_DEFS.filter(({ contains }) => contains === 'time').map(({ name }) => name),
);
const NS_PER_MS = 1e6;

/** Turns a value into the one to be written. Exact for what scripts gave. */
export type ReadValue = (value: number) => number;

export const readerFor = ({ name }: MetricDef): ReadValue => (MEASURED.has(name) ? toNanoseconds : asItIs);

const toNanoseconds: ReadValue = (ms) => Math.round(ms * NS_PER_MS) / NS_PER_MS;
const asItIs: ReadValue = (value) => value;
