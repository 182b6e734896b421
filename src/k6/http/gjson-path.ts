/** One component of a path. */
export interface PathStep {
  readonly text: string;
  /** Set when the component has wildcards. */
  readonly pattern: RegExp | null;
  /** It came after a `|` and not after a `.`. */
  readonly piped: boolean;
}

export interface Query {
  readonly path: string;
  /** Empty: the path need only exist. */
  readonly operator: string;
  readonly operand: unknown;
  /** `#(...)#`: all that match, not only the first. */
  readonly all: boolean;
}

const OPEN = '([{';
const CLOSE = ')]}';

/** Cuts a path at its dots and pipes, outside of brackets and quotes. */
export function splitPath(path: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  let text = '';
  let raw = '';
  let depth = 0;
  let quoted = false;
  let wild = false;
  let piped = false;
  const end = (nextPiped: boolean): void => {
    steps.push({ text: wild ? raw : text, pattern: wild ? wildcard(raw) : null, piped });
    [text, raw, wild, piped] = ['', '', false, nextPiped];
  };
  for (let i = 0; i < path.length; i++) {
    const char = path[i]!;
    const nested = depth > 0 || (raw === '' && OPEN.includes(char)) || (char === '(' && raw === '#');
    if (char === '\\' && depth === 0) {
      raw += char + (path[i + 1] ?? '');
      text += path[++i] ?? '';
      continue;
    }
    if (nested && !quoted && OPEN.includes(char)) depth++;
    else if (depth > 0 && !quoted && CLOSE.includes(char)) depth--;
    else if (depth > 0 && char === '"' && path[i - 1] !== '\\') quoted = !quoted;
    else if (depth === 0 && (char === '.' || char === '|')) {
      end(char === '|');
      continue;
    } else if (depth === 0 && (char === '*' || char === '?') && !raw.startsWith('@')) wild = true;
    text += char;
    raw += char;
  }
  end(false);
  return steps;
}

/** Reads `#(path operator value)` and `#(...)#`. */
export function parseQuery(text: string): Query {
  const all = text.endsWith('#');
  const inner = text.slice(2, all ? -2 : -1);
  const { at, operator } = findOperator(inner);
  if (at < 0) return { path: inner.trim(), operator: '', operand: undefined, all };
  const value = inner.slice(at + operator.length).trim();
  return {
    path: inner.slice(0, at).trim(),
    operator: operator === '=' ? '==' : operator,
    operand: operandOf(value),
    all,
  };
}

function findOperator(text: string): { at: number; operator: string } {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '\\') i++;
    else if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (OPEN.includes(char)) depth++;
    else if (CLOSE.includes(char)) depth--;
    else if (depth === 0) {
      const operator = /^(==|=|!=|!%|%|<=|<|>=|>)/.exec(text.slice(i))?.[1];
      if (operator !== undefined) return { at: i, operator };
    }
  }
  return { at: -1, operator: '' };
}

function operandOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `*` is any text, `?` any character, a backslash takes their meaning away. */
export function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/\\(.)|[*?]|[^*?\\]+/gs, (part, escaped: string | undefined) => {
    if (escaped !== undefined) return escapeRegExp(escaped);
    if (part === '*') return '.*';
    return part === '?' ? '.' : escapeRegExp(part);
  });
  return new RegExp(`^${source}$`, 's');
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
