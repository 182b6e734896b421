/** The program has iterators that may wait: what takes an iterable must step through it. Set when it is loaded. */
export const iterators = { suspend: false };
