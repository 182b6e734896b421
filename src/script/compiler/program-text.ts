import type { Bundle, BundleSegment } from '../bundle-types.js';
import { isolatedLibraries, waitingLibraries } from './isolation.js';

/** A bundle's text by its parts, and which of them the compiler takes apart. */
export class ProgramText {
  /** npm packages that are compiled because a blocking callback goes into them. */
  readonly promoted = new Set<string>();
  readonly #libraryNames = new Map<string, BundleSegment | undefined>();
  /** Of these libraries each VU gets its own copy. */
  readonly #isolated: ReadonlySet<BundleSegment>;
  /** Libraries that wait while they initialise. A function that all VUs share can't, so they are compiled and isolated. */
  readonly #waiting: ReadonlySet<BundleSegment>;

  constructor(
    readonly bundle: Bundle,
    isolateLibs: readonly string[],
  ) {
    this.#waiting = waitingLibraries(bundle);
    this.#isolated = isolatedLibraries(bundle, isolateLibs, this.#waiting);
  }

  /** The text to parse. What is not compiled is blanked, so that all offsets stay what they are. */
  blanked(): string {
    const { code, preludeLength, segments } = this.bundle;
    const parts = [' '.repeat(preludeLength)];
    for (const segment of segments) {
      const { start, end } = segment;
      parts.push(this.isCompiled(segment) ? code.slice(start, end) : ' '.repeat(end - start));
    }
    return parts.join('');
  }

  isCompiled(segment: BundleSegment): boolean {
    const { library, packageName } = segment;
    if (!library || this.#waiting.has(segment)) return true;
    return packageName !== undefined && this.promoted.has(packageName);
  }

  isIsolated(segment: BundleSegment): boolean {
    return this.#isolated.has(segment);
  }

  /** Does a top-level statement stand at the level that all VUs of a thread share? */
  isShared(statement: { readonly start: number; readonly end: number }): boolean {
    const segment = this.segmentAt(statement.start);
    if (segment?.library) return !this.isIsolated(segment);
    const library = this.#interopOf(statement);
    return library !== undefined && !this.isIsolated(library);
  }

  segmentAt(offset: number): BundleSegment | undefined {
    const { segments } = this.bundle;
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (segments[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    return segments[low - 1];
  }

  /** The library that declares the name at its top level. */
  libraryOf(name: string): BundleSegment | undefined {
    if (!this.#libraryNames.has(name)) this.#libraryNames.set(name, this.#findLibrary(name));
    return this.#libraryNames.get(name);
  }

  #findLibrary(name: string): BundleSegment | undefined {
    const { code, segments } = this.bundle;
    const declaration = new RegExp(`(?:var|let|const|function\\*?|class)\\s+${name.replaceAll('$', '\\$')}(?![\\w$])`);
    return segments.find(({ library, start, end }) => library && declaration.test(code.slice(start, end)));
  }

  /** `var import_x = __toESM(require_x())` makes a library's exports, but stands in the text of its first user. */
  #interopOf({ start, end }: { readonly start: number; readonly end: number }): BundleSegment | undefined {
    const text = this.bundle.code.slice(start, end);
    const match = /^\s*var import_[\w$]+ = __toESM\((require_[\w$]+)\(\)(?:, 1)?\);\s*$/.exec(text);
    return match ? this.libraryOf(match[1]!) : undefined;
  }

  /** Does the name belong to a library that is left as it is? */
  isOpaque(name: string): boolean {
    const library = this.libraryOf(name);
    return library !== undefined && !this.isCompiled(library);
  }

  /** Takes all packages. */
  promoteAll(): void {
    for (const { library, packageName } of this.bundle.segments)
      if (library && packageName) this.promoted.add(packageName);
  }

  /** Takes the packages that these names lead to. Returns false when all of them had been taken already. */
  promote(names: Iterable<string>): boolean {
    const before = this.promoted.size;
    for (const name of names) {
      const { packageName } = this.libraryOf(name) ?? {};
      if (packageName !== undefined) this.promoted.add(packageName);
    }
    return this.promoted.size > before;
  }
}
