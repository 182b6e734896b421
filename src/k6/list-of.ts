/** A script's list as one of ours, by index: how its lists are iterated over is a thing that a script can change. */
export const listOf = <T>(list: ArrayLike<T>): T[] => Array.from({ length: list.length }, (_, index) => list[index]!);
