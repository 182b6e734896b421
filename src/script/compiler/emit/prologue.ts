import type { FunctionFacts } from '../model.js';
import type { Emitter } from './emitter.js';
import { temporaries } from './texts.js';

/** Constants for arrow functions that became generator functions, and the temporaries. */
export function prologue(emitter: Emitter, fn: FunctionFacts, lead: readonly string[] = []): string {
  const { names, context } = emitter;
  const constants: string[] = [];
  if (!fn.isArrow) {
    const { captures, uses } = fn;
    const inConstructor = context.construction !== undefined;
    if (captures.self && !(inConstructor && context.construction!.derived)) constants.push(`${names.self} = this`);
    if (inConstructor ? uses.args : captures.args) {
      const own = inConstructor
        ? `${names.kit('apply')}(function () { return arguments; }, undefined, ${names.kit('tail')}(arguments, ${lead.length}))`
        : 'arguments';
      constants.push(`${names.args} = ${own}`);
    }
    if (uses.newTarget && !inConstructor) {
      const isPlain = fn.kind === 'declaration' || fn.kind === 'expression';
      if (context.suspends && isPlain) constants.push(`${names.newTarget} = ${names.kit('takeNewTarget')}()`);
      else if (captures.newTarget)
        constants.push(`${names.newTarget} = ${context.suspends ? 'undefined' : 'new.target'}`);
    }
    if (captures.superMember && !inConstructor) {
      constants.push(`${names.readSuper} = (k) => super[k]`, `${names.writeSuper} = (k, v) => super[k] = v`);
    }
  }
  const declared = constants.length > 0 ? ` const ${constants.join(', ')};` : '';
  return declared + temporaries(context);
}
