import { Metadata } from '../../metrics/labels.js';
import type { VuContext } from '../context.js';
import { metadataValue } from '../tag-values.js';
import type { VuPart } from '../vu-parts.js';

const NONE = new Metadata({});

/** `exec.vu.metrics.metadata`: goes out with the VU's samples where outputs keep them, and is part of no metric. */
export function vuMetadata(vu: VuContext): Record<string, string> {
  const set = (key: string | symbol, value: unknown): boolean => {
    change(vu, new Metadata({ ...ownMetadata(vu).data, [String(key)]: metadataValue(String(key), value) }));
    return true;
  };
  return vu.realm.proxy('object', {
    get: (target, key) => (typeof key === 'string' ? dataOf(vu, key) : undefined) ?? Reflect.get(target, key),
    set: (_, key, value) => set(key, value),
    defineProperty: (_, key, { value }) => set(key, value),
    deleteProperty: (_, key) => {
      const { [String(key)]: _gone, ...rest } = ownMetadata(vu).data;
      change(vu, new Metadata(rest));
      return true;
    },
    has: (target, key) => Object.hasOwn(shown(vu), key) || Reflect.has(target, key),
    ownKeys: () => Object.keys(shown(vu)),
    getOwnPropertyDescriptor: (_, key) => {
      const value = typeof key === 'string' ? dataOf(vu, key) : undefined;
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
    },
  }) as Record<string, string>;
}

const dataOf = (vu: VuContext, key: string): string | undefined => {
  const data = shown(vu);
  return Object.hasOwn(data, key) ? data[key] : undefined;
};

class OwnMetadata implements VuPart {
  metadata = NONE;

  /** A VU that starts to work for another scenario starts without. */
  assigned(): void {
    this.metadata = NONE;
  }
}

/** With the numbers that `systemTags` asks for, which are metadata and no tags. */
function shown(vu: VuContext): Readonly<Record<string, string>> {
  const { systemTags } = vu.thread.options;
  return {
    ...(systemTags.includes('vu') && vu.idInInstance > 0 ? { vu: String(vu.idInInstance) } : undefined),
    ...(systemTags.includes('iter') ? { iter: String(Math.max(0, vu.iterationInInstance)) } : undefined),
    ...ownMetadata(vu).data,
  };
}

const ownMetadata = (vu: VuContext): Metadata => vu.parts.of(OwnMetadata, vu).metadata;

function change(vu: VuContext, metadata: Metadata): void {
  vu.parts.of(OwnMetadata, vu).metadata = metadata;
  const { labels } = vu.tags;
  vu.tags = vu.thread.metrics.labelled(vu.tags, {
    vu: labels ? labels.vu : -1,
    iteration: labels ? labels.iteration : -1,
    metadata: Object.keys(metadata.data).length === 0 ? undefined : metadata,
  });
}
