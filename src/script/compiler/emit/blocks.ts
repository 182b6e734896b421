import type { FunctionNode, Node } from '../ast.js';
import type { FunctionFacts } from '../model.js';
import type { Chunk, Emitter } from './emitter.js';
import { becomesTwin } from './twin-kinds.js';

/** Gives hoisted functions their twins; stands where the scope begins. */
export function stamps(emitter: Emitter, statements: readonly Node[]): void {
  const { names } = emitter;
  for (const statement of statements) {
    const node = declarationIn(statement);
    if (!node) continue;
    const name = node.id?.name ?? names.defaultExport;
    if (node.$original !== undefined) {
      emitter.text(` ${names.kit('named')}(${name}, ${JSON.stringify(node.$original)});`);
    }
    if (!becomesTwin(node.$function!)) continue;
    const twin = name + names.twinSuffix;
    const { async, generator } = node.$function!;
    if (async && generator) {
      emitter.text(` ${names.kit('stampAsyncGenerator')}(${names.vu}, ${name}, ${twin});`);
      continue;
    }
    emitter.text(
      generator
        ? ` ${names.kit('stampGenerator')}(${name}, ${twin});`
        : async
          ? ` ${names.kit('stampAsync')}(${names.vu}, ${name}, ${twin});`
          : ` ${names.kit('stamp')}(${name}, ${asked(emitter, node.$function!, twin)});`,
    );
  }
}

/** The twin of a function that asks for `new.target` must be known as one. */
export const asked = ({ names }: Emitter, { uses }: FunctionFacts, twin: string): string =>
  uses.newTarget ? `${names.kit('asks')}(${twin})` : twin;

function declarationIn(statement: Node): Extract<FunctionNode, { type: 'FunctionDeclaration' }> | undefined {
  if (statement.type === 'FunctionDeclaration') return statement as never;
  if (statement.type === 'ExportNamedDeclaration' && statement.declaration) return declarationIn(statement.declaration);
  if (statement.type === 'ExportDefaultDeclaration' && statement.declaration.type === 'FunctionDeclaration') {
    return statement.declaration as never;
  }
  return undefined;
}

export function blockBody(emitter: Emitter, statements: readonly Node[], start: number, end: number): void {
  stamps(emitter, statements);
  let at = start;
  for (const statement of statements) {
    emitter.slice(at, statement.start);
    emitter.append(apart(emitter.capture(() => emitter.node(statement))));
    at = statement.end;
  }
  emitter.slice(at, end);
}

/** A parenthesis would join a statement with the one before, if that has no semicolon. */
export function apart(printed: readonly Chunk[]): readonly Chunk[] {
  const first = printed.find((chunk) => typeof chunk === 'string' || chunk.end > chunk.start);
  return typeof first === 'string' && first.startsWith('(') ? [';', ...printed] : printed;
}
