import { isFunction, type Node } from '../ast.js';
import type { Binding, FunctionFacts } from '../model.js';

/** Calling a generator function only makes a generator, unless its parameters do more. */
export function waitsWhenCalled({ node, suspends, generator, async }: FunctionFacts): boolean {
  if (!suspends || !generator || async || !isFunction(node)) return suspends;
  return node.params.some(({ type }) => type !== 'Identifier');
}

/** The function that a name always means. */
export function functionOf(binding: Binding | undefined): FunctionFacts | undefined {
  if (binding === undefined || binding.writes > 0 || binding.redeclared) return undefined;
  if (binding.kind === 'function' || binding.kind === 'functionName') return binding.declaredFunction;
  const value = initialOf(binding);
  return value && isFunction(value) ? value.$function : undefined;
}

/** The only value that a name ever has. */
export function initialOf(binding: Binding | undefined): Node | undefined {
  if (binding === undefined || binding.writes > 0 || binding.redeclared) return undefined;
  return binding.initial;
}

export function classOf(binding: Binding | undefined): Node | undefined {
  if (binding === undefined || binding.writes > 0 || binding.redeclared) return undefined;
  if (binding.kind === 'class') return binding.declaredClass;
  const { initial } = binding;
  return initial?.type === 'ClassExpression' ? initial : undefined;
}

/** Does anything but a direct call see the function? Methods do not count: they are found by their names. */
export function isUsedAsValue(fn: FunctionFacts): boolean {
  if (fn.kind !== 'declaration' && fn.kind !== 'expression' && fn.kind !== 'arrow')
    return fn.kind === 'method' || fn.kind === 'objectMethod';
  const binding = fn.binding;
  if (binding === undefined) return true;
  return binding.exportedOrValue;
}

/** The variable on which a chain of members and calls begins. */
export function rootName(callee: Node): string | undefined {
  let node: Node | undefined = callee;
  while (node !== undefined) {
    switch (node.type) {
      case 'MemberExpression':
        node = node.object;
        break;
      case 'CallExpression':
        node = node.callee;
        break;
      case 'Identifier': {
        if (!node.$binding) return node.name;
        const value: Node | undefined = initialOf(node.$binding) ?? node.$binding.source;
        const interop: Node | undefined =
          value?.type === 'CallExpression' && value.callee.type === 'Identifier' && value.callee.name === '__toESM'
            ? value.arguments[0]
            : value;
        if (interop === undefined) return undefined;
        node = interop;
        break;
      }
      default:
        return undefined;
    }
  }
  return undefined;
}
