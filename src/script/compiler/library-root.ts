import type { Node } from './ast.js';
import type { Definition } from './model.js';

const MAX_STEPS = 9;

/** The global, or the variable of a library, on which a chain of members and calls begins. */
export function rootName(callee: Node): string | undefined {
  let node: Node | undefined = callee;
  for (let steps = 0; node !== undefined && steps <= MAX_STEPS; ) {
    switch (node.type) {
      case 'MemberExpression':
        node = node.object;
        break;
      case 'CallExpression': {
        const isInterop: boolean = node.callee.type === 'Identifier' && node.callee.name === '__toESM';
        node = isInterop ? node.arguments[0] : node.callee;
        break;
      }
      case 'Identifier': {
        if (!node.$binding) return node.name;
        const source: Definition | undefined = node.$binding.definitions.find(
          ({ type }) => type === 'value' || type === 'key',
        );
        node = source?.type === 'value' ? source.of : source?.type === 'key' ? source.from : undefined;
        steps++;
        break;
      }
      default:
        return undefined;
    }
  }
  return undefined;
}
