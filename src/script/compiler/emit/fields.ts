import type { PropertyDefinition } from 'acorn';
import { type Node, plainKey } from '../ast.js';
import { blockBody } from './blocks.js';
import type { Member } from './class-parts.js';
import type { Context, Emitter } from './emitter.js';
import { temporaries } from './texts.js';

/** Fields and static blocks that may wait, as the body of a generator method. `keys`: of those that are computed. */
export function printInitializers(emitter: Emitter, members: readonly Member[], keys: ReadonlyMap<Node, string>): void {
  for (const member of members) {
    const fn = member.$function!;
    const context: Context = { fn, suspends: true, temporaries: new Set(), captures: false };
    emitter.inContext(context, () => {
      const printed = emitter.capture(() => {
        if (member.type === 'StaticBlock') staticStatements(emitter, member);
        else initializer(emitter, member as PropertyDefinition, keys.get(member));
      });
      emitter.text(' {');
      emitter.text(capturing(emitter, fn));
      emitter.text(temporaries(context));
      emitter.append(printed);
      emitter.text(' }');
    });
  }
}

function initializer(emitter: Emitter, member: PropertyDefinition, computed: string | undefined): void {
  const { names } = emitter;
  const value = (): void => (member.value ? emitter.operand(member.value) : emitter.text('undefined'));
  if (member.key.type === 'PrivateIdentifier') {
    emitter.text(` this.${plainKey(member.key)} = `);
    value();
    emitter.text(';');
    return;
  }
  const key = computed ?? JSON.stringify(plainKey(member.key));
  emitter.text(` ${names.kit('defineField')}(this, ${key}, `);
  value();
  emitter.text(');');
}

/** Constants for arrow functions in an initialiser that became generator functions. */
function capturing({ names }: Emitter, { captures }: NonNullable<Node['$function']>): string {
  const constants: string[] = [];
  if (captures.self) constants.push(`${names.self} = this`);
  if (captures.newTarget) constants.push(`${names.newTarget} = undefined`);
  if (captures.superMember) {
    constants.push(`${names.readSuper} = (k) => super[k]`, `${names.writeSuper} = (k, v) => super[k] = v`);
  }
  return constants.length > 0 ? ` const ${constants.join(', ')};` : '';
}

/** A field whose initialiser does not wait. */
export function fieldInPlace(emitter: Emitter, member: PropertyDefinition, key?: string): void {
  const fn = member.$function!;
  emitter.text(member.static ? 'static ' : '');
  if (key !== undefined) emitter.text(`[${key}]`);
  else if (member.computed) {
    emitter.text('[');
    emitter.node(member.key);
    emitter.text(']');
  } else emitter.slice(member.key.start, member.key.end);
  if (member.value) {
    emitter.text(' = ');
    inFunctionOf(emitter, fn, () => emitter.operand(member.value!));
  }
  emitter.text(';');
}

/** An expression that is a function's whole body: constants and temporaries become parameters of one around it. */
function inFunctionOf(emitter: Emitter, fn: NonNullable<Node['$function']>, print: () => void) {
  const context: Context = { fn, suspends: false, temporaries: new Set(), captures: false };
  const printed = emitter.capture(() => emitter.inContext(context, print));
  const first = capturing(emitter, fn) + temporaries(context);
  if (first === '') return emitter.append(printed);
  emitter.text(`(() => {${first} return `);
  emitter.append(printed);
  emitter.text('; })()');
}

function staticStatements(emitter: Emitter, { body, end }: Extract<Node, { type: 'StaticBlock' }>): void {
  const start = body[0]?.start ?? end;
  blockBody(emitter, body, start, body.at(-1)?.end ?? end);
}

export function staticBlock(emitter: Emitter, node: Extract<Node, { type: 'StaticBlock' }>): void {
  const fn = node.$function!;
  const context: Context = { fn, suspends: false, temporaries: new Set(), captures: false };
  emitter.inContext(context, () => {
    const printed = emitter.capture(() => staticStatements(emitter, node));
    emitter.text(`static {${capturing(emitter, fn)}${temporaries(context)}`);
    emitter.append(printed);
    emitter.text(' }');
  });
}
