import type { Binding, ClassFacts, FunctionFacts, PrivateMember, Scope } from './model.js';

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
  /** The function that the code belongs to. Set on what is looked at by itself: sites, identifiers. */
  $in?: FunctionFacts;
  /** What happens here may wait. */
  $may?: boolean;
  /** It is a computed key, and making one of its value may wait. */
  $key?: boolean;
  /** An identifier that is called. */
  $callee?: boolean;
  /** What `o.#name` means here. */
  $private?: PrivateMember;
  /** A name that the language gives to a nameless function or class from where it stands. */
  $name?: string;
  /** The name that a function or class has in the user's text, where the bundler gave it another. */
  $original?: string;
  /** The call is certainly of this blocking native. */
  $native?: boolean;
  /** The call is certainly of this function, which is only ever called like this. */
  $direct?: FunctionFacts;
  /** `.then(…)`: callbacks must wait for their turn, also where nothing else waits. */
  $then?: boolean;
  /** The callback of a call that stands as a statement, printed as a block. */
  $inlined?: 'group' | 'forEach';
}

declare module 'acorn' {
  interface Node extends Annotations {}
}
