import type { MethodDefinition, Property } from 'acorn';
import { plainKey } from '../ast.js';
import type { Emitter, MethodBodies, MethodLists } from './emitter.js';

type ListName = MethodLists[keyof MethodLists];

/** Names of the bodies that stand as methods, over which the runtime puts facades. */
export class BodyList implements MethodBodies {
  readonly #lists: Record<ListName, string[]> = { m: [], s: [], u: [], us: [], g: [], gs: [] };

  get any(): boolean {
    return Object.values(this.#lists).some((list) => list.length > 0);
  }

  /** Prints a method's key, and keeps it for the list. A computed key is kept in a temporary. */
  printKey(emitter: Emitter, { key, value, computed }: MethodDefinition | Property, names: MethodLists): void {
    let inList: string;
    if (computed) {
      inList = emitter.temporary(emitter.names.own(`c${emitter.number()}`));
      emitter.text(`[${inList} = `);
      emitter.node(key);
      emitter.text(']');
    } else {
      inList = JSON.stringify(plainKey(key));
      emitter.slice(key.start, key.end);
    }
    const { generator, async } = value.$function!;
    this.#lists[generator ? names.generator : async ? names.async : names.plain].push(inList);
  }

  /** `{"m": ["run", $$c1], "s": [], …}` */
  text(): string {
    return `{ ${Object.entries(this.#lists)
      .map(([name, list]) => `${name}: [${list.join(', ')}]`)
      .join(', ')} }`;
  }
}
