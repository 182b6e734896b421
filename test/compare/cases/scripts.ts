// The common parts of the cases' scripts.

/** Everything that the cases use; BASE and the others are the addresses of the run's server. */
export const PRELUDE = `import http from 'k6/http';
import exec from 'k6/execution';
import { check, fail, group, sleep } from 'k6';
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
import { SharedArray } from 'k6/data';
const { ADDRESS, BASE, REFUSED, SECURE } = __ENV;
// Keys in one order: that of a host object's keys is not the same twice.
const inOrder = (key, value) => key === 'Date' || key === 'expires' ? undefined
  : value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
const asText = (value) => JSON.stringify(value, inOrder);
`;

/** A script whose default function does this. */
export const once = (body: string): string => `${PRELUDE}export default function (data) {\n${body}\n}\n`;

/** The same with options, as JSON or as text of the script. */
export const withOptions = (options: object | string, body: string): string =>
  `${PRELUDE}export const options = ${typeof options === 'string' ? options : JSON.stringify(options)};
export default function (data) {\n${body}\n}\n`;

/** One scenario. */
export const scenario = (config: object | string, body: string): string =>
  withOptions(`{ scenarios: { only: ${typeof config === 'string' ? config : JSON.stringify(config)} } }`, body);
