import { MODIFIERS } from './gjson-modifiers.js';
import { type PathStep, parseQuery, type Query, splitPath, wildcard } from './gjson-path.js';

/** A part of a JSON value by a path in gjson's syntax; undefined when nothing stands there. */
export function select(value: unknown, path: string): unknown {
  return walk(value, splitPath(path), 0);
}

function walk(value: unknown, steps: readonly PathStep[], at: number): unknown {
  const step = steps[at];
  if (step === undefined) return value;
  const rest = (next: unknown): unknown => (next === undefined ? undefined : walk(next, steps, at + 1));
  const { text } = step;
  if (text.startsWith('@')) return modify(value, text, rest);
  if (text.startsWith('{') || text.startsWith('[')) return rest(multipath(value, text));
  if (text.startsWith('!')) return rest(literal(text.slice(1)));
  if (Array.isArray(value)) return walkArray(value, steps, at, rest);
  if (typeof value !== 'object' || value === null) return undefined;
  return rest(member(value as Record<string, unknown>, step));
}

function walkArray(
  list: readonly unknown[],
  steps: readonly PathStep[],
  at: number,
  rest: (next: unknown) => unknown,
): unknown {
  const step = steps[at]!;
  if (step.text === '#') {
    if (at + 1 === steps.length) return list.length;
    if (steps[at + 1]!.piped) return rest(list);
    return eachOf(list, steps, at + 1);
  }
  if (step.text.startsWith('#(') || step.text.startsWith('#[')) {
    const query = parseQuery(step.text);
    if (!query.all) return rest(list.find((one) => holds(one, query)));
    const found = list.filter((one) => holds(one, query));
    if (at + 1 === steps.length || steps[at + 1]!.piped) return rest(found);
    return eachOf(found, steps, at + 1);
  }
  return /^\d+$/.test(step.text) ? rest(list[Number(step.text)]) : undefined;
}

/** The rest of the path, up to a pipe, for each element; what comes after the pipe is for the list of results. */
function eachOf(list: readonly unknown[], steps: readonly PathStep[], from: number): unknown {
  const pipe = steps.findIndex((step, index) => index >= from && step.piped);
  const end = pipe < 0 ? steps.length : pipe;
  const inner = steps.slice(from, end);
  const results = list.map((one) => walk(one, inner, 0)).filter((one) => one !== undefined);
  return walk(results, steps, end);
}

function member(object: Record<string, unknown>, { text, pattern }: PathStep): unknown {
  if (pattern === null) return Object.hasOwn(object, text) ? object[text] : undefined;
  const key = Object.keys(object).find((one) => pattern.test(one));
  return key === undefined ? undefined : object[key];
}

function modify(value: unknown, text: string, rest: (next: unknown) => unknown): unknown {
  const colon = text.indexOf(':');
  const modifier = MODIFIERS[colon < 0 ? text.slice(1) : text.slice(1, colon)];
  if (modifier === undefined) return undefined;
  return rest(modifier(value, colon < 0 ? '' : text.slice(colon + 1)));
}

/** `{a,"name":b}` and `[a,b]` gather several paths into an object or an array. */
function multipath(value: unknown, text: string): unknown {
  const parts = splitTop(text.slice(1, -1));
  if (text.startsWith('[')) return parts.map((part) => select(value, part)).filter((one) => one !== undefined);
  const entries = parts.map((part): [string, unknown] => {
    const named = /^"((?:[^"\\]|\\.)*)":(.*)$/s.exec(part);
    if (named) return [JSON.parse(`"${named[1]}"`) as string, select(value, named[2]!)];
    return [lastKey(part), select(value, part)];
  });
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}

const lastKey = (path: string): string => {
  const key = splitPath(path).at(-1)?.text ?? '_';
  return /^[\w-]+$/.test(key) ? key : '_';
};

function splitTop(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '\\') i++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && '({['.includes(char)) depth++;
    else if (!quoted && ')}]'.includes(char)) depth--;
    else if (!quoted && depth === 0 && char === ',') {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return text === '' ? [] : [...parts, text.slice(start)];
}

function literal(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function holds(value: unknown, { path, operator, operand }: Query): boolean {
  const found = path === '' ? value : select(value, path);
  if (found === undefined) return false;
  if (operator === '') return true;
  if (typeof operand === 'string' && operand.startsWith('~'))
    return tilde(found, operand.slice(1)) === (operator === '==');
  return compare(found, operator, operand);
}

function compare(found: unknown, operator: string, operand: unknown): boolean {
  if (operator === '%' || operator === '!%') {
    return typeof found === 'string' && wildcard(String(operand)).test(found) === (operator === '%');
  }
  if (operator === '==') return found === operand;
  if (operator === '!=') return found !== operand;
  if (typeof found !== typeof operand || (typeof found !== 'number' && typeof found !== 'string')) return false;
  const [a, b] = [found, operand as typeof found];
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}

/** `~true`, `~false`, `~null`, `~*`: by truthiness instead of by value. */
function tilde(found: unknown, kind: string): boolean {
  if (kind === '*') return true;
  if (kind === 'null') return found === null;
  const truthy = found !== null && found !== false && found !== 0 && found !== '' && found !== 'false' && found !== '0';
  return kind === 'true' ? truthy : !truthy;
}
