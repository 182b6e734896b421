import type { CallExpression } from 'acorn';
import { nativeKind } from '../natives.js';
import { possibleValue } from '../values.js';
import { asBlock, type BlockCallback, blockOf } from './block-callback.js';
import type { Emitter } from './emitter.js';

/** The callback of `group('name', () => { … })`, when it can be printed as a block. */
export function groupCallback(call: CallExpression): BlockCallback | undefined {
  const value = possibleValue(call.callee);
  if (!call.$site?.active || call.arguments.length !== 2 || value.type !== 'native') return undefined;
  if (nativeKind(value.module, value.name) !== 'callsBack') return undefined;
  return asBlock(call.arguments[1], 0);
}

/** `{ const entered = group[ENTER](name); try { … } finally { group[LEAVE](entered); } }` */
export function printGroup(
  emitter: Emitter,
  { callee, arguments: [name] }: CallExpression,
  callback: BlockCallback,
): void {
  const { names } = emitter;
  const entered = names.own(`g${emitter.number()}`);
  const block = blockOf(emitter, callback);
  emitter.text(`${block.label}{ const ${entered} = `);
  emitter.primary(callee);
  emitter.text(`${names.property('E')}(`);
  emitter.operand(name!);
  emitter.text('); try {');
  block.print();
  emitter.text('} finally { ');
  emitter.primary(callee);
  emitter.text(`${names.property('L')}(${entered}); } }`);
}
