export const pipe =
  (...fns: ((x: any) => any)[]) =>
  (x: any): any =>
    fns.reduce((value, fn) => fn(value), x);

export const memo = <T>(fn: (key: string) => T): ((key: string) => T) => {
  const cache = new Map<string, T>();
  return Object.assign((key: string) => {
    if (!cache.has(key)) cache.set(key, fn(key));
    return cache.get(key) as T;
  }, { cache });
};

export function chunk<T>(list: T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let i = 0; i < list.length; i += size) chunks.push(list.slice(i, i + size));
  return chunks;
}
