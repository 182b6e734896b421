import { formatDuration } from '../../base/duration.js';
import type { OneLineLoad, StatusRange } from './load.js';
import { scenariosOf } from './scenarios.js';

/** k6's own default, which need not be said. */
const USUAL_TIMEOUT_MS = 60_000;

/** The same load as a script, which people may go on with. `pathTo` says how the script has to call a file. */
export function scriptOf(load: OneLineLoad, pathTo: (file: string) => string): string {
  const { urls, body, expected, shape } = load;
  const options = {
    scenarios: scenariosOf(shape),
    ...(expected.length === 0 ? {} : { thresholds: { http_req_failed: ['rate==0'] } }),
    discardResponseBodies: true,
  };
  const several = urls.length > 1;
  const parts = [
    "import http from 'k6/http';",
    '',
    `export const options = ${literal(options)};`,
    '',
    ...(several ? [`const urls = ${literal(urls)};`] : []),
    ...(body === undefined ? [] : [`const body = ${bodyText(body, pathTo)};`]),
    ...paramsLines(load),
    ...(expected.length === 0
      ? []
      : [`http.setResponseCallback(http.expectedStatuses(${expected.map(statusText).join(', ')}));`]),
    ...(several ? ['// Users begin with different addresses and take turns.', 'let next = __VU;'] : []),
  ];
  return [
    ...withoutDoubleGaps([...parts, '']),
    'export default function () {',
    `  ${callOf(load, several ? 'urls[next++ % urls.length]' : quoted(urls[0]!))};`,
    '}',
    '',
  ].join('\n');
}

function callOf(load: OneLineLoad, url: string): string {
  const params = paramsLines(load).length === 0 ? [] : ['params'];
  const body = load.body === undefined ? [] : ['body'];
  if (load.method === 'GET' && body.length === 0) return `http.get(${[url, ...params].join(', ')})`;
  const bodyAndParams = body.length > 0 ? [...body, ...params] : params.length > 0 ? ['null', ...params] : [];
  return `http.request(${[quoted(load.method), url, ...bodyAndParams].join(', ')})`;
}

function paramsLines({ headers, timeoutMs }: OneLineLoad): string[] {
  const params = {
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(timeoutMs === USUAL_TIMEOUT_MS ? {} : { timeout: formatDuration(timeoutMs) }),
  };
  return Object.keys(params).length === 0 ? [] : [`const params = ${literal(params)};`];
}

const bodyText = (body: NonNullable<OneLineLoad['body']>, pathTo: (file: string) => string): string =>
  'text' in body ? quoted(body.text) : `open(${quoted(pathTo(body.file))}, 'b')`;

const statusText = ({ min, max }: StatusRange): string => (min === max ? String(min) : `{ min: ${min}, max: ${max} }`);

const withoutDoubleGaps = (lines: readonly string[]): string[] =>
  lines.filter((line, at) => line !== '' || lines[at - 1] !== '');

/** As people write it: single quotes where nothing needs escaping for them. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  const plain = json.slice(1, -1).replaceAll('\\"', '"');
  return /['\\]/.test(plain) ? json : `'${plain}'`;
}

/** Plain data as source text, two spaces deep per level. */
function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const members = Object.entries(value).map(
    ([key, member]) => (isList ? '' : `${keyText(key)}: `) + literal(member, inner),
  );
  const line = isList ? `[${members.join(', ')}]` : `{ ${members.join(', ')} }`;
  if (line.length + indent.length <= 90 && !line.includes('\n')) return line;
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${members.map((member) => `${inner}${member},\n`).join('')}${indent}${close}`;
}

/** A header may be called `__proto__`, which only a computed key takes as a name. */
function keyText(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}
