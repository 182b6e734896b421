/** One complaint about an input: where it stands, what is wrong, what would be right. */
export interface Problem {
  /** Option path as the user knows it, e.g. `scenarios.checkout.vus`, `--vus`, `K6_VUS`. */
  readonly path: string;
  readonly message: string;
  /** k6 reads such values before it looks at options, and ends with another code. */
  readonly early: boolean;
}

/** Collects complaints instead of stopping at the first one. */
export class Problems {
  readonly list: Problem[] = [];

  add(path: string, message: string, early = false): void {
    this.list.push({ path, message, early });
  }

  get early(): boolean {
    return this.list.some((problem) => problem.early);
  }

  get none(): boolean {
    return this.list.length === 0;
  }

  lines(): string[] {
    return this.list.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  }
}

/** How a value found in an input is shown in a complaint: short, one line, quoted where it was a string. */
export function show(value: unknown): string {
  const text = typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
