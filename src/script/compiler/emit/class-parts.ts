import type { MethodDefinition } from 'acorn';
import type { ClassNode, FunctionNode, Node } from '../ast.js';
import { isPlainName } from './texts.js';
import { becomesTwin } from './twin-kinds.js';

export type Member = ClassNode['body']['body'][number];

/** What of a class has to be printed differently. Undefined: nothing of the class itself. */
export interface Parts {
  /** `new` on it may wait. */
  readonly constructs: boolean;
  /** It has members that an object gets when it is made. */
  readonly hasElements: boolean;
  /** Static fields and blocks from the first on that may wait: they run when the class is there. */
  readonly laterStatics: ReadonlySet<Node>;
  /** Instance fields from the first on that may wait. */
  readonly laterFields: ReadonlySet<Node>;
}

export function partsOf(node: ClassNode): Parts | undefined {
  const facts = node.$class!;
  const { body } = node.body;
  const laterStatics = from(body.filter(isStaticElement));
  const laterFields = from(body.filter(isField));
  const suspends = body.some((member) => member.type === 'MethodDefinition' && methodSuspends(member));
  const awkwardKey =
    node.superClass?.$may || body.some((member) => 'computed' in member && member.computed && hasMay(member.key));
  const isPlain = !facts.constructs && !suspends && laterStatics.size === 0 && !awkwardKey && !node.$may;
  if (isPlain && node.$original === undefined) return undefined;
  return { constructs: facts.constructs, hasElements: body.some(isElement), laterStatics, laterFields };
}

const hasMay = (node: Node): boolean => node.$may === true;

const from = (members: readonly Member[]): ReadonlySet<Node> => {
  const first = members.findIndex(({ $function }) => $function?.suspends === true);
  return new Set(first < 0 ? [] : members.slice(first));
};

export const isStaticElement = (member: Member): boolean =>
  member.type === 'StaticBlock' || (member.type === 'PropertyDefinition' && member.static);
export const isField = (member: Member): boolean => member.type === 'PropertyDefinition' && !member.static;
export const isPrivate = (member: Member): boolean =>
  member.type !== 'StaticBlock' && member.key.type === 'PrivateIdentifier';
/** What the language gives to an object, and not to the prototype. */
export const isElement = (member: Member): boolean =>
  isField(member) || (member.type === 'MethodDefinition' && !member.static && isPrivate(member));

export function methodSuspends(member: MethodDefinition): boolean {
  const fn = (member.value as FunctionNode).$function!;
  return becomesTwin(fn) && member.kind !== 'constructor';
}

/** The variable that is the class and nothing else ever: inside of it the name means the same. V8 shows it in stacks. */
export function ownName(node: ClassNode): string | undefined {
  const { name } = node.$class!;
  if (!isPlainName(name)) return undefined;
  const binding = node.$scope!.parent!.find(name);
  return binding?.initial === node && binding.writes === 0 && !binding.redeclared ? name : undefined;
}

export const functionOf = (member: Member): Node['$function'] =>
  member.type === 'MethodDefinition' ? (member.value as FunctionNode).$function : undefined;
