// Something that only k6 has and something that only Salvo has, of one kind and as often, are one thing that changed.

export interface Pair {
  readonly key: string;
  readonly k6: string;
  readonly salvo: string;
}

/** Shown for what one of the two does not have at all. */
export const NONE = 'none';

export function pairUp(pairs: readonly Pair[]): Pair[] {
  const kinds = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const kind = kindOf(pair.key);
    kinds.set(kind, [...(kinds.get(kind) ?? []), pair]);
  }
  return [...kinds].flatMap(([kind, members]) => {
    const theirs = members.filter(({ salvo }) => salvo === NONE);
    const ours = members.filter(({ k6 }) => k6 === NONE);
    const [a, b] = [theirs[0], ours[0]];
    const isOneThing = theirs.length === 1 && ours.length === 1 && a!.k6 === b!.salvo;
    if (!isOneThing || members.length > 2) return members;
    const times = a!.k6 === '1' ? '' : ` (${a!.k6} times)`;
    return [
      { key: `${kind} …${times}`, k6: a!.key.slice(kind.length).trim(), salvo: b!.key.slice(kind.length).trim() },
    ];
  });
}

/** The aspect, and for samples the metric. */
function kindOf(key: string): string {
  const [aspect, first] = key.split(' ');
  if (key.startsWith('sample: ')) return `${aspect} ${first}`;
  return /^(console|exception|server|log|screen): /.test(key) ? aspect! : key;
}
