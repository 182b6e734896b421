/** An archive comes from anywhere, so nothing of it is taken without a limit. */
export const MOST_ENTRIES = 100_000;
/** Files and copies of files together. */
export const MOST_BYTES = 4 * 1024 ** 3;
/** What is kept in memory: metadata, the script itself, each remote module. */
export const MOST_BYTES_OF_TEXT = 64 * 1024 ** 2;
/** Paths of Linux are no longer. */
export const LONGEST_PATH = 4096;
/** Extended headers: a path or two. */
export const MOST_BYTES_OF_HEADER = 1024 ** 2;
