// Makes the text of a random program. The tables beside this file say what there is; this one says what is allowed where.

import { type Feature, hasOneOf } from './features.js';

export type Type = 'any' | 'number' | 'text' | 'array' | 'fn' | 'object' | 'iterable' | 'class' | 'promise';

/** What the place allows. */
export interface Context {
  readonly await: boolean;
  readonly yield: boolean;
  readonly arguments: boolean;
  readonly newTarget: boolean;
  readonly superProperty: boolean;
  readonly returns: boolean;
  /** Inside a loop or switch: `break`; inside a loop: `continue`. */
  readonly breaks: boolean;
  readonly continues: boolean;
  /** Labels of loops around this place. */
  readonly labels: readonly string[];
  /** Private names that the class around this place declares. */
  readonly privates: readonly string[];
}

export interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly assignable: boolean;
}

export type Make = (g: Gen) => string;
export interface Production {
  readonly weight: number;
  readonly make: Make;
  readonly when?: (context: Context) => boolean;
}
export const of = (weight: number, make: Make, when?: Production['when']): Production =>
  when ? { weight, make, when } : { weight, make };

export interface Tables {
  readonly leaves: Readonly<Record<Type, readonly Production[]>>;
  readonly expressions: Readonly<Record<Type, readonly Production[]>>;
  readonly statements: readonly Production[];
  readonly smallStatements: readonly Production[];
}

export const TOP: Context = {
  await: false,
  yield: false,
  arguments: false,
  newTarget: false,
  superProperty: false,
  returns: false,
  breaks: false,
  continues: false,
  labels: [],
  privates: [],
};

/** What a body of a function is like that is not an arrow. */
export const FUNCTION: Partial<Context> = {
  await: false,
  yield: false,
  arguments: true,
  newTarget: true,
  superProperty: false,
  returns: true,
  breaks: false,
  continues: false,
  labels: [],
};
export const ARROW: Partial<Context> = { ...FUNCTION };
delete (ARROW as { arguments?: boolean }).arguments;
delete (ARROW as { newTarget?: boolean }).newTarget;
delete (ARROW as { superProperty?: boolean }).superProperty;

const MAX_DEPTH = 7;
/** Half of them of what is simple. */
const TRIES = 12;

export class Gen {
  context = TOP;
  #scopes: Variable[][] = [[]];
  #depth = 0;
  #left: number;
  #names = 0;

  constructor(
    readonly random: () => number,
    readonly tables: Tables,
    size: number,
    /** What the program does without. */
    readonly missing: ReadonlySet<Feature> = new Set(),
  ) {
    this.#left = size;
  }

  int(below: number): number {
    return Math.floor(this.random() * below);
  }
  chance(share: number): boolean {
    return this.random() < share;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)]!;
  }
  /** Between `min` and `max` texts. */
  some(min: number, max: number, make: () => string, separator = ', '): string {
    const texts: string[] = [];
    for (let count = min + this.int(max - min + 1); count > 0; count--) texts.push(make());
    return texts.join(separator);
  }

  expr(type: Type = 'any'): string {
    this.#left--;
    this.#depth++;
    const isLeaf = this.#depth > MAX_DEPTH || this.#left <= 0 || this.chance(0.12);
    const leaves = this.tables.leaves[type];
    const text = this.#without(isLeaf ? leaves : this.tables.expressions[type], leaves);
    this.#depth--;
    return text;
  }

  /** Something whose conversion to text stays short. */
  flat(): string {
    return `flat(${this.expr()})`;
  }

  statement(): string {
    this.#left--;
    this.#depth += 2;
    const isSmall = this.#depth > MAX_DEPTH + 2 || this.#left <= 0;
    const { smallStatements } = this.tables;
    const text = this.#without(isSmall ? smallStatements : this.tables.statements, smallStatements);
    this.#depth -= 2;
    return text;
  }

  /** Statements in a scope of their own, without braces. */
  statements(min = 1, max = 3): string {
    return this.scoped(() => this.some(min, max, () => this.statement(), '\n'));
  }

  block(): string {
    return `{ ${this.statements()} }`;
  }

  /** A body of a function: its fuel, statements, and most often a result. */
  body(): string {
    return this.scoped(() => {
      const text = this.some(0, 2, () => this.statement(), '\n');
      return `{ tick(); ${text}${this.chance(0.85) ? ` return ${this.expr()};` : ''} }`;
    });
  }

  one(table: readonly Production[]): string {
    const allowed = table.filter(({ when }) => when === undefined || when(this.context));
    let at = this.random() * allowed.reduce((sum, { weight }) => sum + weight, 0);
    for (const { weight, make } of allowed) {
      at -= weight;
      if (at <= 0) return make(this);
    }
    return allowed.at(-1)!.make(this);
  }

  /** One that has nothing of what the program does without, if that can be had. */
  #without(table: readonly Production[], simple: readonly Production[]): string {
    if (this.missing.size === 0) return this.one(table);
    for (let left = TRIES; ; left--) {
      const declared = this.#scopes.at(-1)!.length;
      const text = this.one(left > TRIES / 2 ? table : simple);
      if (left === 0 || !hasOneOf(text, this.missing)) return text;
      // Nobody sees what it has declared.
      this.#scopes.at(-1)!.length = declared;
    }
  }

  fresh(prefix: string): string {
    return `${prefix}${++this.#names}`;
  }

  declare(name: string, type: Type = 'any', assignable = true): string {
    this.#scopes.at(-1)!.push({ name, type, assignable });
    return name;
  }

  scoped<T>(make: () => T): T {
    this.#scopes.push([]);
    try {
      return make();
    } finally {
      this.#scopes.pop();
    }
  }

  inside<T>(change: Partial<Context>, make: () => T): T {
    const outer = this.context;
    this.context = { ...outer, ...change };
    try {
      return make();
    } finally {
      this.context = outer;
    }
  }

  /** A variable of this type in scope, if there is one. */
  variable(matches: (variable: Variable) => boolean): Variable | undefined {
    const visible = new Map<string, Variable>();
    for (const scope of this.#scopes) for (const variable of scope) visible.set(variable.name, variable);
    const fitting = [...visible.values()].filter(matches);
    return fitting.length > 0 ? this.pick(fitting) : undefined;
  }
}
