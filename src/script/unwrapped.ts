import { type Function as AnyFunction, type BlockStatement, type Node, type Program, parse } from 'acorn';
import { isFunction } from './compiler/ast.js';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Bundlers hand modules over as text for development: a function with nothing in it but `eval("…")`. The text is known,
 * so it may as well stand there as code, which the compiler sees. In a block: what is declared in it stays in the
 * function, of which nothing else is there to see it.
 */
export function unwrapped(text: string): string {
  if (!/\beval\(\s*["'`]/.test(text)) return text;
  const edits: Edit[] = [];
  collect(programOf(text), edits);
  return edits.length === 0 ? text : withMap(applied(text, edits), text, edits);
}

function programOf(text: string): Node | undefined {
  try {
    const options = { ecmaVersion: 'latest', allowReturnOutsideFunction: true, allowHashBang: true } as const;
    return parse(text, { ...options, sourceType: 'script' });
  } catch {
    // Modules do not do this; and what is no JavaScript is for the bundler to say.
    return undefined;
  }
}

function collect(value: unknown, edits: Edit[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const item of value) collect(item, edits);
  else {
    const edit = isFunction(value as never) ? editOf((value as AnyFunction).body as BlockStatement) : undefined;
    if (edit) edits.push(edit);
    else for (const member of Object.values(value)) collect(member, edits);
  }
}

function editOf({ body }: BlockStatement): Edit | undefined {
  if (!Array.isArray(body)) return undefined;
  const [statement, ...others] = body.filter((one) => !('directive' in one));
  if (statement?.type !== 'ExpressionStatement' || others.length > 0) return undefined;
  const { expression, start, end } = statement;
  if (expression.type !== 'CallExpression' || expression.arguments.length !== 1) return undefined;
  const { callee, arguments: given } = expression;
  if (callee.type !== 'Identifier' || callee.name !== 'eval') return undefined;
  const code = given[0]!.type === 'Literal' ? given[0]!.value : undefined;
  if (typeof code !== 'string' || !isCode(code)) return undefined;
  return { start, end, text: `{\n${code}\n}` };
}

/** Does it parse by itself, and mean the same in a block? */
function isCode(code: string): boolean {
  const program = programOf(code) as Program | undefined;
  return (
    program?.body.every((statement) => !('directive' in statement) && statement.type !== 'ReturnStatement') === true
  );
}

function applied(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** With a map, by lines: what was one line of text is where its `eval` stands. */
function withMap(result: string, text: string, edits: readonly Edit[]): string {
  const lines: number[] = [];
  let line = 0;
  let at = 0;
  for (const { start, end, text: inserted } of edits) {
    for (const _ of text.slice(at, start).matchAll(/\n/g)) lines.push(line++);
    for (const _ of inserted.matchAll(/\n/g)) lines.push(line);
    line += text.slice(start, end).split('\n').length - 1;
    at = end;
  }
  for (const _ of `${text.slice(at)}\n`.matchAll(/\n/g)) lines.push(line++);
  const mappings = lines.map((original, index) => `AA${digits(original - (lines[index - 1] ?? 0))}A`).join(';');
  const map = { version: 3, sources: ['?'], names: [], mappings };
  const data = Buffer.from(JSON.stringify(map)).toString('base64');
  return `${result}\n//# sourceMappingURL=data:application/json;base64,${data}`;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A number as source maps write it: base 64 of 5 bits each, the lowest first, which has the sign as its last bit. */
function digits(value: number): string {
  let left = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = left & 31;
    left >>>= 5;
    text += BASE64[left > 0 ? digit | 32 : digit];
  } while (left > 0);
  return text;
}
