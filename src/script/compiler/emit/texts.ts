import type { Context, Emitter } from './emitter.js';

/** What stands for `this`. */
export function selfText({ context, names }: Emitter): string {
  const { captures, construction } = context;
  if (construction?.derived) return `${names.kit('boundThis')}(${names.self})`;
  return captures ? names.self : 'this';
}

/** What stands for `arguments`. */
export function argumentsText({ context, names }: Emitter): string {
  const { captures, construction, lent } = context;
  if (captures || construction) return names.args;
  if (lent === undefined) return 'arguments';
  lent.args = true;
  return names.args;
}

/** The declaration of the temporaries that a function's text needs. */
export function temporaries(context: Context): string {
  return context.temporaries.size > 0 ? ` let ${[...context.temporaries].join(', ')};` : '';
}

const RESERVED: ReadonlySet<string> = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for ' +
    'function if import in instanceof new null return super switch this throw true try typeof var void while with ' +
    'yield let static await async eval arguments implements interface package private protected public'
  ).split(' '),
);

/** Can it be the name of a function? */
export const isPlainName = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.has(name);
