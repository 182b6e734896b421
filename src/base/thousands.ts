/** `72,145`: the same on every machine, whatever its language. */
export const thousands = (count: number): string => count.toLocaleString('en-US');
