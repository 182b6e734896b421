import type { Binding, ClassFacts, FunctionFacts, PrivateMember, Scope, Site } from './model.js';

/** What the passes find out about a node is kept on the node. All names begin with `$`, which `children` skips. */
export interface Annotations {
  $scope?: Scope;
  /** The scope of a function expression's own name, outside of its parameters. */
  $nameScope?: Scope;
  /** What an identifier means; undefined for globals. */
  $binding?: Binding | undefined;
  /** A name that no scope declares, but that some code puts on `globalThis`. */
  $onGlobal?: boolean;
  $function?: FunctionFacts;
  $class?: ClassFacts;
  $site?: Site;
  /** What `o.#name` means here. */
  $private?: PrivateMember;
  /** A name that the language gives to a nameless function from where it stands. */
  $name?: string;
  /** Declaration in the head of a for-in or for-of loop: gets its value without an initialiser. */
  $loopVariable?: boolean;
  /** The object of esbuild's `__export(exports, { name: () => value })`. */
  $exportTable?: boolean;
  /** `.then(…)` and its relatives. */
  $then?: boolean;
  /** `f.bind(…)` where f may block. */
  $bind?: boolean;
  /** Something in it, or the node itself, is printed differently from how it stands. */
  $dirty?: boolean;
  /** `this`, `arguments`, `super` or `new.target` of an arrow function that becomes a generator function. */
  $captured?: boolean;
}

declare module 'acorn' {
  interface Node extends Annotations {}
}
