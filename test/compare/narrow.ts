/** Characters shown of what is equal before and after a difference. */
const CONTEXT = 30;
/** Shorter texts are shown whole. */
const SHORT = 100;

/** Two texts without most of what they share at their beginnings and ends. */
export function narrow(a: string, b: string): [string, string] {
  if (a.length <= SHORT && b.length <= SHORT) return [a, b];
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const from = Math.max(0, head - CONTEXT);
  const cut = (text: string): string => {
    const to = Math.min(text.length, text.length - tail + CONTEXT);
    return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
  };
  return [cut(a), cut(b)];
}
