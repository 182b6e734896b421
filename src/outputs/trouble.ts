/** Troubles of one output that are said when they begin and end; of more there is only the count at the end of the run. */
const MOST_SAID = 3;

/** Whether samples arrive at present, and why not. Says so when it changes. */
export class Trouble {
  #now: string | undefined;
  #isFinal = false;
  #begun = 0;
  readonly #who: string;
  readonly #warn: (text: string) => void;

  constructor(who: string, warn: (text: string) => void) {
    this.#who = who;
    this.#warn = warn;
  }

  /** Why samples do not arrive; undefined while they do. */
  get now(): string | undefined {
    return this.#now;
  }

  /** It will not get better. */
  get isFinal(): boolean {
    return this.#isFinal;
  }

  begin(why: string): void {
    if (this.#now === undefined && ++this.#begun <= MOST_SAID) this.#warn(`${this.#who}: ${why}; trying again`);
    this.#now = why;
  }

  over(): void {
    if (this.#now === undefined || this.#isFinal) return;
    this.#now = undefined;
    if (this.#begun <= MOST_SAID) this.#warn(`${this.#who} takes samples again`);
  }

  end(why: string): void {
    if (this.#isFinal) return;
    this.#now = why;
    this.#isFinal = true;
    this.#warn(`${this.#who} takes no more samples: ${why}`);
  }
}
