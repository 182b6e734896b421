import { Metadata } from '../../metrics/labels.js';
import type { VuContext } from '../context.js';
import { tagValue } from '../tag-values.js';
import type { VuPart } from '../vu-parts.js';

const NONE = new Metadata({});

/** `exec.vu.metrics.metadata`: goes out with the VU's samples where outputs keep them, and is part of no metric. */
export function vuMetadata(vu: VuContext): Record<string, string> {
  return vu.realm.proxy('object', {
    get: (_, key) => (typeof key === 'string' ? ownMetadata(vu).data[key] : undefined),
    set: (_, key, value) => {
      change(vu, new Metadata({ ...ownMetadata(vu).data, [String(key)]: tagValue(String(key), value) }));
      return true;
    },
    deleteProperty: (_, key) => {
      const { [String(key)]: _gone, ...rest } = ownMetadata(vu).data;
      change(vu, new Metadata(rest));
      return true;
    },
    has: (_, key) => Object.hasOwn(ownMetadata(vu).data, key),
    ownKeys: () => Object.keys(ownMetadata(vu).data),
    getOwnPropertyDescriptor: (_, key) => {
      const value = typeof key === 'string' ? ownMetadata(vu).data[key] : undefined;
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
    },
  }) as Record<string, string>;
}

class OwnMetadata implements VuPart {
  metadata = NONE;

  /** A VU that starts to work for another scenario starts without. */
  assigned(): void {
    this.metadata = NONE;
  }
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
