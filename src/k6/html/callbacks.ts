import { GoError } from '../go-error.js';
import { addMethods, type CallingBack } from '../natives.js';
import { type AnyFunction, mayWait, type Suspendable, suspendably } from '../suspension.js';
import { selectionMethods } from './natives.js';
import type { HtmlNode } from './node.js';
import type { Page } from './page.js';
import { chosenBy, Selection } from './selection.js';

/** A method that asks a function of the script about each node, with its number. */
interface Asking {
  /** What the function gets for a node. */
  readonly gives: (selection: Selection, node: HtmlNode) => unknown;
  /** What the method gives for the answers. */
  readonly ends: (selection: Selection, nodes: readonly HtmlNode[], answers: readonly unknown[]) => unknown;
  /** What it does with an argument that is no function. */
  readonly otherwise: (selection: Selection, given: unknown) => unknown;
}

/** Gives Selections the methods that call back. */
export function addCallbacks(): void {
  addMethods(Selection.prototype, 'Selection.', selectionMethods, {
    each: calling({ gives: asElement, ends: (selection) => selection, otherwise: needsFunction('each') }),
    map: calling({ gives: asSelection, ends: (_, __, answers) => answers, otherwise: needsFunction('map') }),
    filter: calling({ gives: asSelection, ends: kept((answer) => Boolean(answer)), otherwise: filterBy }),
    is: calling({ gives: asSelection, ends: (_, __, answers) => answers.some(Boolean), otherwise: isAny }),
    not: calling({ gives: asSelection, ends: kept((answer) => !answer), otherwise: without }),
  });
}

function calling({ gives, ends, otherwise }: Asking): CallingBack {
  return {
    native(this: Selection, given: unknown) {
      if (typeof given !== 'function') return otherwise(this, given);
      const nodes = nodesOf(this);
      const answers: unknown[] = [];
      for (const [index, node] of nodes.entries()) answers.push((given as AnyFunction)(index, gives(this, node)));
      return ends(this, nodes, answers);
    },
    waits: ([given]) => mayWait(given),
    *twin(this: Selection, given: AnyFunction): Suspendable {
      const nodes = nodesOf(this);
      const answers: unknown[] = [];
      for (const [index, node] of nodes.entries()) {
        answers.push(yield* suspendably(given, undefined, [index, gives(this, node)]));
      }
      return ends(this, nodes, answers);
    },
  };
}

const nodesOf = (selection: Selection): readonly HtmlNode[] => Selection.nodesOf(selection)!;
const pageOf = (selection: Selection): Page => Selection.pageOf(selection);

function asElement(selection: Selection, node: HtmlNode): unknown {
  return pageOf(selection).element(node);
}

function asSelection(selection: Selection, node: HtmlNode): unknown {
  return pageOf(selection).select([node]);
}

const kept =
  (isKept: (answer: unknown) => boolean): Asking['ends'] =>
  (selection, nodes, answers) =>
    pageOf(selection).select(
      nodes.filter((_, index) => isKept(answers[index])),
      selection,
    );

function filterBy(selection: Selection, given: unknown): unknown {
  const matches = chosenAs('filter', given);
  return pageOf(selection).select(nodesOf(selection).filter(matches), selection);
}

const isAny = (selection: Selection, given: unknown): boolean => nodesOf(selection).some(chosenAs('is', given));

function without(selection: Selection, given: unknown): unknown {
  const matches = chosenBy(given);
  return pageOf(selection).select(
    nodesOf(selection).filter((node) => !matches(node)),
    selection,
  );
}

function chosenAs(method: string, given: unknown): (node: HtmlNode) => boolean {
  try {
    return chosenBy(given);
  } catch {
    throw new GoError(`the argument to ${method}() must be a function, a selector or a selection`);
  }
}

const needsFunction = (method: string) => (): never => {
  throw new GoError(`the argument to ${method}() must be a function`);
};
