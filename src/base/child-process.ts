/** For a process that another one of ours has started: it ends when that says so, or when that is gone. */
export function endWithParent(stop: () => void): void {
  // Ctrl-C in a terminal reaches every process of the group; the parent decides what it means.
  process.on('SIGINT', () => {});
  // The channel also closes when the parent dies, in whatever way.
  process.once('disconnect', stop);
}
