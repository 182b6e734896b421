import type { Tags } from './types.js';

/** An interned set of tags of one thread; equal sets are the same object. */
export interface TagSet {
  /** Returns this same set when nobody asked for the tag. */
  with(key: string, value: string): TagSet;
  without(key: string): TagSet;
  get(key: string): string | undefined;
  toObject(): Tags;
}
