import { type KitName, kitNames } from '../../../suspension/kit-names.js';

/** The names that emitted code uses, none of which occurs in the user's text. */
export class Names {
  readonly flag: string;
  readonly result: string;
  readonly self: string;
  readonly args: string;
  readonly newTarget: string;
  readonly readSuper: string;
  readonly writeSuper: string;
  readonly vu: string;
  readonly defaultExport: string;

  constructor(
    readonly prefix: string,
    /** What is added to a function's name for the generator function beside it. */
    readonly twinSuffix: string,
  ) {
    this.flag = `${this.own('kit')}.f`;
    this.result = this.own('t');
    this.self = this.own('this');
    this.args = this.own('args');
    this.newTarget = this.own('target');
    this.readSuper = this.own('super');
    this.writeSuper = this.own('setSuper');
    this.vu = this.own('v');
    this.defaultExport = this.own('default');
  }

  kit(name: KitName): string {
    return this.own(name);
  }

  own(name: string): string {
    return `${this.prefix}${name}`;
  }

  /** `const { call: $$call, … } = $$kit` */
  destructuring(): string {
    const members = Object.keys(kitNames).map((name) => `${name}: ${this.own(name)}`);
    return `const { ${members.join(', ')} } = ${this.own('kit')}`;
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
