import { type HelperName, helpers, type SymbolName, symbols } from '../runtime-names.js';

/**
 * The names that emitted code uses, none of which occurs in the user's text. Properties keep their names whatever the
 * prefix is, because the runtime looks for them.
 */
export class Names {
  readonly delegate: string;
  readonly flag: string;
  readonly result: string;
  readonly self: string;
  readonly args: string;
  readonly superMember: string;
  readonly newTarget: string;
  readonly vu: string;
  readonly deferred: string;
  readonly defaultExport: string;

  constructor(
    readonly prefix: string,
    /** What is added to a function's name for the generator function beside it. */
    readonly twinSuffix: string,
  ) {
    this.delegate = this.own('d');
    this.flag = `${this.own('k')}.f`;
    this.deferred = `${this.own('k')}.D`;
    this.result = this.own('t');
    this.self = this.own('this');
    this.args = this.own('args');
    this.superMember = this.own('sup');
    this.newTarget = this.own('nt');
    this.vu = this.own('v');
    this.defaultExport = this.own('default');
  }

  helper(name: HelperName): string {
    return this.own(name);
  }

  /** `[$$G]`: access to a property of ours. */
  property(name: SymbolName): string {
    return `[${this.own(name)}]`;
  }

  own(name: string): string {
    return `${this.prefix}${name}`;
  }

  /** `const { r: $$r, … } = $$k` */
  destructuring(): string {
    const members = [...Object.keys(helpers), ...Object.keys(symbols)];
    return `const { ${members.map((name) => `${name}: ${this.own(name)}`).join(', ')} } = ${this.own('k')}`;
  }
}

/** Names that do not meet any of the text's own. */
export function freeNames(text: string): Names {
  let prefix = '$$';
  for (let i = 1; text.includes(prefix); i++) prefix = `$$${i}_`;
  let suffix = '$g';
  for (let i = 1; text.includes(suffix); i++) suffix = `$g${i}`;
  return new Names(prefix, suffix);
}
