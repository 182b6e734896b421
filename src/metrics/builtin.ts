import type { Metric } from './recorder.js';

export type BuiltinName = string;
/** The built-in metrics of one thread, by name. */
export type BuiltinMetrics = Readonly<Record<BuiltinName, Metric>>;
