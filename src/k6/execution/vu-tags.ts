import type { VuContext } from '../context.js';
import { tagValue } from '../tag-values.js';
import type { VuPart } from '../vu-parts.js';

/** `exec.vu.tags`: reads show what the VU's samples carry, writes change it for this scenario. */
export function vuTags(vu: VuContext): Record<string, string> {
  const set = (key: string | symbol, value: unknown): boolean => {
    const [name, text] = [String(key), tagValue(String(key), value, TypeError)];
    ownTags(vu).set(name, text);
    vu.tags = vu.tags.with(name, text);
    return true;
  };
  return vu.realm.proxy('object', {
    get: (target, key) => (typeof key === 'string' ? tagOf(vu, key) : undefined) ?? Reflect.get(target, key),
    set: (_, key, value) => set(key, value),
    defineProperty: (_, key, { value }) => set(key, value),
    deleteProperty: (_, key) => {
      ownTags(vu).delete(String(key));
      vu.tags = vu.tags.without(String(key));
      return true;
    },
    has: (target, key) => (typeof key === 'string' && tagOf(vu, key) !== undefined) || Reflect.has(target, key),
    ownKeys: () => [
      ...new Set([...(hasGroup(vu) ? ['group'] : []), ...(vu.scenario ? ['scenario'] : []), ...ownTags(vu).keys()]),
    ],
    getOwnPropertyDescriptor: (_, key) => {
      const value = typeof key === 'string' ? tagOf(vu, key) : undefined;
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
    },
  }) as Record<string, string>;
}

const ownTags = (vu: VuContext): Map<string, string> => vu.parts.of(OwnTags, vu).values;

/**
 * Tags that nobody asked for are not in the tag set, but the script must read them: those of the run, of the scenario,
 * and what it wrote itself.
 */
class OwnTags implements VuPart {
  readonly #vu: VuContext;
  #values: Map<string, string> | undefined;

  constructor(vu: VuContext) {
    this.#vu = vu;
  }

  get values(): Map<string, string> {
    const { thread, scenario } = this.#vu;
    this.#values ??= new Map(Object.entries({ ...thread.options.tags, ...scenario?.tags }));
    return this.#values;
  }

  /** A VU that starts to work for another scenario starts with that scenario's tags only. */
  assigned(): void {
    this.#values = undefined;
  }
}

/** Nothing is measured where the summary is made. */
const hasGroup = ({ stage }: VuContext): boolean => stage !== 'handleSummary';

function tagOf(vu: VuContext, key: string): string | undefined {
  const own = ownTags(vu).get(key);
  if (own !== undefined) return own;
  if (key === 'group') return hasGroup(vu) ? vu.group : undefined;
  return key === 'scenario' ? vu.scenario?.name : vu.tags.get(key);
}
