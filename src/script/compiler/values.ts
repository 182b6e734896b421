import type { CallExpression, MemberExpression } from 'acorn';
import { isK6Module } from '../segments.js';
import { isGlobal, type Node, plainKey } from './ast.js';
import type { Binding, Definition, Value } from './model.js';
import { builtinClasses, bundlerHelpers } from './natives.js';

const NONE: Value = { type: 'none' };
const UNKNOWN: Value = { type: 'unknown' };
const LIBRARY: Value = { type: 'library' };

const MAX_DEPTH = 12;
/** Deeper results may be cut off, so they are not kept. */
const KEPT_DEPTH = 2;

/** What an expression may be, followed through constant aliases, destructuring, conditions and bundler helpers. */
export function possibleValue(node: Node | null | undefined, depth = 0): Value {
  if (!node || depth > MAX_DEPTH) return UNKNOWN;
  const next = depth + 1;
  switch (node.type) {
    case 'Identifier':
      if (node.$onGlobal) return { type: 'named', name: node.name };
      return node.$binding ? valueOfBinding(node.$binding, next) : LIBRARY;
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.$function ? { type: 'function', fn: node.$function } : UNKNOWN;
    case 'ClassExpression':
      return node.$class ? { type: 'class', class: node.$class } : UNKNOWN;
    case 'ParenthesizedExpression':
    case 'ChainExpression':
      return possibleValue(node.expression, next);
    case 'SequenceExpression':
      return possibleValue(node.expressions.at(-1), next);
    case 'AssignmentExpression':
      return possibleValue(node.right, next);
    case 'ConditionalExpression':
      return { type: 'several', values: [possibleValue(node.consequent, next), possibleValue(node.alternate, next)] };
    case 'LogicalExpression':
      return { type: 'several', values: [possibleValue(node.left, next), possibleValue(node.right, next)] };
    case 'MemberExpression':
      return valueOfMember(node, next);
    case 'CallExpression':
      return valueOfCall(node, next);
    case 'AwaitExpression':
    case 'YieldExpression':
      return UNKNOWN;
    default:
      return NONE;
  }
}

function valueOfMember(node: MemberExpression, depth: number): Value {
  const method = node.$private?.kind === 'method' ? node.$private.function?.$function : undefined;
  if (method) return { type: 'function', fn: method };
  const key = keyOf(node);
  if (isGlobal(node.object, 'globalThis') || isGlobal(node.object, 'global')) return { type: 'named', name: key };
  const object = possibleValue(node.object, depth);
  const member = memberOf(object, key);
  const isOwnMethod = member.type === 'named' && node.object.type !== 'Super' && !node.computed;
  return isOwnMethod && isBuiltinObject(node.object) ? NONE : member;
}

/** `object.key`, or `key` taken out of an object by destructuring. */
function memberOf(object: Value, key: string): Value {
  if (object.type === 'module') return fromModule(object.module, key);
  if (object.type === 'library') return LIBRARY;
  if (object.type === 'several' && object.values.some(({ type }) => type === 'module')) {
    const values = object.values.map((value) =>
      value.type === 'module' ? fromModule(value.module, key) : ({ type: 'named', name: key } as const),
    );
    return { type: 'several', values };
  }
  return { type: 'named', name: key };
}

function keyOf({ property, computed }: MemberExpression): string {
  if (!computed) return plainKey(property);
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : '*';
}

function fromModule(module: string, key: string): Value {
  if (key === 'default') return { type: 'module', module };
  return key === '*' ? { type: 'anyNative', module } : { type: 'native', module, name: key };
}

function valueOfCall(node: CallExpression, depth: number): Value {
  const { callee } = node;
  if (callee.type === 'Identifier') {
    if (callee.name === '__toESM') return possibleValue(node.arguments[0], depth);
    const required = requiredModule(node);
    if (required !== undefined) return { type: 'module', module: required };
    if (bundlerHelpers.has(callee.name)) {
      return callee.name === '__commonJS' || callee.name === '__esm' ? NONE : UNKNOWN;
    }
  }
  if (callee.type === 'MemberExpression' && !callee.computed && plainKey(callee.property) === 'bind') {
    return possibleValue(callee.object, depth);
  }
  if (callee.type === 'LogicalExpression') return UNKNOWN;
  return possibleValue(callee, depth).type === 'library' ? LIBRARY : UNKNOWN;
}

/** `k6/http` of `require('k6/http')`, which esbuild writes as `__require`. */
export function requiredModule({ callee, arguments: [specifier] }: CallExpression): string | undefined {
  if (callee.type !== 'Identifier' || (callee.name !== '__require' && callee.name !== 'require')) return undefined;
  if (specifier?.type !== 'Literal' || typeof specifier.value !== 'string') return undefined;
  return isK6Module(specifier.value) ? specifier.value : undefined;
}

function valueOfBinding(binding: Binding, depth: number): Value {
  if (binding.busy) return NONE;
  if (binding.value) return binding.value;
  binding.busy = true;
  const values = binding.definitions.map((definition) => valueOfDefinition(definition, depth + 1));
  binding.busy = false;
  const value: Value = values.length > 1 ? { type: 'several', values } : (values[0] ?? undefinedValue(binding));
  if (depth <= KEPT_DEPTH) binding.value = value;
  return value;
}

const undefinedValue = ({ kind }: Binding): Value => (kind === 'param' || kind === 'catch' ? UNKNOWN : NONE);

function valueOfDefinition(definition: Definition, depth: number): Value {
  switch (definition.type) {
    case 'import': {
      const { source, imported } = definition;
      if (!isK6Module(source)) return LIBRARY;
      if (imported === 'default' || imported === '*') return { type: 'module', module: source };
      return { type: 'native', module: source, name: imported };
    }
    case 'function':
      return { type: 'function', fn: definition.fn };
    case 'class':
      return { type: 'class', class: definition.class };
    case 'value':
      return possibleValue(definition.of, depth);
    case 'key': {
      const { from, key } = definition;
      if (!from) return { type: 'several', values: [UNKNOWN, { type: 'named', name: key }] };
      return memberOf(possibleValue(from, depth), key);
    }
    case 'unknown':
      return UNKNOWN;
  }
}

/** Objects that have only the methods of the language: `[]`, `'text'`, and names that are only ever a `new Map()`. */
function isBuiltinObject(node: Node, depth = 0): boolean {
  switch (node.type) {
    case 'ArrayExpression':
    case 'Literal':
    case 'TemplateLiteral':
      return true;
    case 'NewExpression':
      return node.callee.type === 'Identifier' && !node.callee.$binding && builtinClasses.has(node.callee.name);
    case 'Identifier': {
      const definitions = node.$binding?.definitions;
      const only = definitions?.length === 1 ? definitions[0]! : undefined;
      return only?.type === 'value' && depth < MAX_DEPTH && isBuiltinObject(only.of, depth + 1);
    }
    default:
      return false;
  }
}
