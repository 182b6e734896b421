import type { Message } from 'esbuild';
import { charsBefore } from './source-frame.js';

/** A place where a constant is assigned to: in the language that is an error when, and only when, it is reached. */
export interface ConstantWrite {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** In the line, from 0. */
  readonly column: number;
  readonly name: string;
}

/** What the bundler complains about, if it is nothing but this. */
export function constantWrites(messages: readonly Message[]): ConstantWrite[] | undefined {
  const writes: ConstantWrite[] = [];
  for (const { text, location } of messages) {
    const name = /^Cannot assign to "(.+)" because it is a constant$/.exec(text)?.[1];
    if (name === undefined || location === null) return undefined;
    const { file, line, lineText } = location;
    writes.push({ file, line, column: charsBefore(lineText, location.column), name });
  }
  return writes;
}

/** In the constant's place stands a property of an object that refuses to be written. No line moves. */
export function withConstantWrites(text: string, writes: readonly ConstantWrite[]): string {
  if (writes.length === 0) return text;
  const lines = text.split('\n');
  const lastFirst = [...writes].sort((a, b) => b.line - a.line || b.column - a.column);
  for (const { line, column, name } of lastFirst) {
    const before = lines[line - 1]!;
    lines[line - 1] = `${before.slice(0, column)}${refusing(name)}${before.slice(column + name.length)}`;
  }
  return lines.join('\n');
}

const refusing = (name: string): string =>
  `({ get ${name}() { return ${name}; }, set ${name}(_) { throw new TypeError('Assignment to constant variable.'); } }).${name}`;
