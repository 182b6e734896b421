import { decodedMappings, type EncodedSourceMap, type SourceMapSegment, TraceMap } from '@jridgewell/trace-mapping';

/** A bundle's text and map, nearer to what the user wrote. */
export interface Originals {
  readonly code: string;
  readonly map: string;
  /** Names that the bundler has changed, by the place where they stand now. */
  readonly names: ReadonlyMap<number, string>;
}

/**
 * The bundler joins all modules in one scope. For that it makes `var` of `let`, `const` and `class` at a module's top
 * level, so that what is used too early would be undefined instead of an error, and it renames what is there twice.
 * `mapText` must hold the sources' texts; the map given back does not.
 */
export function withOriginals(code: string, mapText: string): Originals {
  const { sourcesContent = [], ...map } = JSON.parse(mapText) as EncodedSourceMap;
  const sources = sourcesContent.map((text) => (text ?? '').split('\n'));
  const mappings = decodedMappings(new TraceMap(map));
  const names = new Map<number, string>();
  const lines = code.split('\n');
  let start = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const segments = mappings[at] ?? [];
    for (const segment of segments) if (segment.length === 5) names.set(start + segment[0], map.names[segment[4]]!);
    const original = originalOf(segments[0], sources);
    if (original !== undefined)
      lines[at] = declaration(line, original, (column, name) => names.set(start + column, name));
    start += line.length + 1;
  }
  return { code: lines.join('\n'), map: JSON.stringify(map), names };
}

/** What stood where the line begins now. */
function originalOf(first: SourceMapSegment | undefined, sources: readonly string[][]): string | undefined {
  if (first === undefined || first.length === 1 || first[0] !== 0) return undefined;
  return sources[first[1]]?.[first[2]]?.slice(first[3]);
}

const LEXICAL = /^(?:export\s+)?(?:default\s+)?(?:let|const|(?:abstract\s+)?class)\b/;
const NAMELESS = /^export\s+default\s+(?!(?:abstract\s+)?class\s+\w|(?:async\s+)?function\s*\*?\s*[\w$])/;

/** A declaration at the top level; all keep their length. */
function declaration(line: string, original: string, name: (column: number, name: string) => void): string {
  const variable = /^var ([\w$]+) = (class _\1\b)?|^var [{[]/.exec(line);
  const declared = /^(?:async )?function\*? /.exec(line);
  if (declared && NAMELESS.test(original)) name(declared[0].length, 'default');
  if (!variable) return line;
  const [head, own, hidden] = variable;
  if (own !== undefined && NAMELESS.test(original)) name('var '.length, 'default');
  // The bundler's own name for a class inside of itself.
  if (own !== undefined && hidden !== undefined) name(head.length - own.length - 1, own);
  return LEXICAL.test(original) || NAMELESS.test(original) ? line.replace('var', 'let') : line;
}
