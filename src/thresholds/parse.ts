import { Fault } from './fault.js';
import { parseGoFloat } from './go-float.js';

/** In the order in which they are looked for: the longer ones before those they begin with. */
const OPERATORS = ['<=', '<', '>=', '>', '===', '==', '!='] as const;
export type Operator = (typeof OPERATORS)[number];

const METHODS = ['count', 'rate', 'value', 'avg', 'min', 'max', 'med'] as const;
/** What of a series is compared; a percentile names which one. */
export type Aggregation =
  | { readonly method: (typeof METHODS)[number]; readonly text: string }
  | { readonly method: 'p'; readonly percentile: number; readonly text: string };

/** `p(95)<500`, understood. */
export interface Expression {
  readonly aggregation: Aggregation;
  readonly operator: Operator;
  readonly limit: number;
}

/** Reads one threshold expression; throws a Fault that says where it stops making sense. */
export function parseExpression(source: string): Expression {
  const operator = OPERATORS.find((one) => source.includes(one));
  if (operator === undefined) {
    throw new Fault(`there is no comparison; write one of ${OPERATORS.join(' ')}`, source.length);
  }
  const at = source.indexOf(operator);
  return {
    aggregation: parseAggregation(source, at),
    operator,
    limit: parseLimit(source, at + operator.length),
  };
}

function parseAggregation(source: string, end: number): Aggregation {
  const { text, at } = trimmed(source, 0, end);
  if (text === '') throw new Fault('nothing stands before the comparison', 0);
  const method = METHODS.find((one) => one === text);
  if (method !== undefined) return { method, text };
  if (!text.startsWith('p(')) {
    throw new Fault(`"${text}" is no aggregation; the known ones are ${METHODS.join(', ')} and p(N)`, at);
  }
  if (!text.endsWith(')')) throw new Fault('the ) of the percentile is missing', at + text.length);
  const percentile = parseGoFloat(text.slice(2, -1));
  if (percentile === undefined || !(percentile >= 0 && percentile <= 100)) {
    throw new Fault('a percentile is a number from 0 to 100', at + 2);
  }
  return { method: 'p', percentile, text };
}

function parseLimit(source: string, from: number): number {
  const { text, at } = trimmed(source, from, source.length);
  if (text === '') throw new Fault('nothing stands behind the comparison', source.length);
  const limit = parseGoFloat(text);
  if (limit === undefined) throw new Fault(`"${text}" is not a number`, at);
  return limit;
}

/** Only spaces are allowed around the parts, no tabs or line breaks. */
function trimmed(source: string, from: number, to: number): { text: string; at: number } {
  const part = source.slice(from, to);
  const text = part.replace(/^ +| +$/g, '');
  return { text, at: from + (text === '' ? 0 : part.indexOf(text)) };
}
