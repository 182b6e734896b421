/** A value of a script's realm as one of ours, for comparisons that look at prototypes. */
export const plain = <T>(value: T): T => structuredClone(value);
