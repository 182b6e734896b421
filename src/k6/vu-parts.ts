/** What a module keeps for one VU. Each method is a moment in the VU's life that the part wants to know of. */
export interface VuPart {
  /** The VU works for another scenario from now on. */
  assigned?(): void;
  /** An iteration is over, whichever way it ended. */
  iterationEnded?(): void;
  /** Brings `vu.traffic` up to date, where that does not happen as the bytes pass. */
  countTraffic?(): void;
  /** The VU runs nothing more: what the part has open must be closed. */
  closed?(): void;
}

/** The parts of one VU, in the order in which its script first needed them. */
export class VuParts {
  readonly #byClass = new Map<unknown, VuPart>();
  /** Those with a method for it: iterations are many, and most VUs have one such part or none. */
  #perIteration: readonly VuPart[] = NONE;

  /** The VU's part of this class, made when it is asked for first. */
  of<Part extends VuPart, Vu>(PartClass: new (vu: Vu) => Part, vu: Vu): Part {
    const known = this.#byClass.get(PartClass);
    if (known !== undefined) return known as Part;
    const part = new PartClass(vu);
    this.#byClass.set(PartClass, part);
    if (part.iterationEnded !== undefined) this.#perIteration = [...this.#perIteration, part];
    return part;
  }

  assigned(): void {
    for (const part of this.#byClass.values()) part.assigned?.();
  }

  iterationEnded(): void {
    const parts = this.#perIteration;
    for (let i = 0; i < parts.length; i++) parts[i]!.iterationEnded!();
  }

  countTraffic(): void {
    for (const part of this.#byClass.values()) part.countTraffic?.();
  }

  closed(): void {
    for (const part of this.#byClass.values()) part.closed?.();
  }
}

const NONE: readonly VuPart[] = [];
