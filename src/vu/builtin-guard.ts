/** How soon after a VU's first iteration the builtins are looked at: one look serves all VUs that end theirs meanwhile. */
const DELAY_MS = 200;

/**
 * Finds out that a script changes builtins only when it runs, which its init code did not do: from then on one VU's
 * change is another one's. Looks after each VU's first iteration.
 */
export class BuiltinGuard {
  #timer: NodeJS.Timeout | undefined;
  #found = false;

  /** Names of builtins that are not what they were. */
  readonly #changed: () => readonly string[];
  readonly #onChange: (names: readonly string[]) => void;

  constructor(changed: () => readonly string[], onChange: (names: readonly string[]) => void) {
    this.#changed = changed;
    this.#onChange = onChange;
  }

  readonly look = (): void => {
    if (this.#found) return;
    this.#timer ??= setTimeout(() => this.lookNow(), DELAY_MS);
  };

  lookNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#found) return;
    const names = this.#changed();
    if (names.length === 0) return;
    this.#found = true;
    this.#onChange(names);
  }
}
