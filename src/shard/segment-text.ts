import { Problems, show } from '../base/problems.js';
import { commonDenominator, compare, type Fraction, minus, ONE, parseFraction, ZERO } from './fraction.js';

/** All segments of a sequence as whole numbers, and which of them is ours. */
export interface Division {
  readonly sizes: readonly number[];
  readonly own: number;
}

/** Longest pattern that is worked with; it stands for parts that nobody means, such as 0.123456789. */
const LONGEST_PERIOD = 1_000_000;
const SEGMENT = 'executionSegment';
const SEQUENCE = 'executionSegmentSequence';

/** Reads `--execution-segment` and its sequence; what the sequence leaves open at the ends is filled with a segment. */
export function divide(segment: string, sequence: string, problems: Problems): Division | undefined {
  const ours = parseSegment(segment, problems);
  const points = sequence === '' ? ours : parseSequence(sequence, problems);
  if (!ours || !points) return undefined;
  const own = filled(points);
  const index = own.findIndex((from, at) => at + 1 < own.length && same(from, ours[0]) && same(own[at + 1]!, ours[1]));
  if (index < 0) {
    problems.add(SEGMENT, `${show(segment === '' ? '0:1' : segment)} is not in the sequence ${show(sequence)}`);
    return undefined;
  }
  const lengths = own.slice(1).map((to, at) => minus(to, own[at]!));
  const common = commonDenominator(lengths);
  if (common > LONGEST_PERIOD) {
    problems.add(SEGMENT, `is too fine: the parts repeat only after ${common} VUs, more than ${LONGEST_PERIOD}`);
    return undefined;
  }
  return { sizes: lengths.map(({ over, under }) => Number((over * common) / under)), own: index };
}

/** What is wrong with a segment, or with a sequence, by itself. */
export function faultIn(what: 'segment' | 'sequence', text: string): string | undefined {
  const problems = new Problems();
  if (what === 'segment') parseSegment(text.trim(), problems);
  else if (text !== '') parseSequence(text.trim(), problems);
  return problems.list[0]?.message;
}

/** `from:to`; a single number is the end of one that starts at 0. */
function parseSegment(text: string, problems: Problems): readonly [Fraction, Fraction] | undefined {
  if (text === '') return [ZERO, ONE];
  const ends = text.split(':').map((end) => parseFraction(end.trim()));
  const [from, to] = ends.length === 1 ? [ZERO, ends[0]] : ends;
  if (ends.length > 2 || !from || !to) {
    problems.add(SEGMENT, `must be from:to with numbers such as 1/4, 0.25 or 25%, got ${show(text)}`);
    return undefined;
  }
  if (compare(from, to) >= 0 || compare(to, ONE) > 0) {
    problems.add(SEGMENT, `must go upwards inside 0:1, got ${show(text)}`);
    return undefined;
  }
  return [from, to];
}

function parseSequence(text: string, problems: Problems): readonly Fraction[] | undefined {
  const points = text.split(',').map((point) => parseFraction(point.trim()));
  if (points.length < 2 || points.includes(undefined)) {
    problems.add(SEQUENCE, `must be two or more numbers such as 0,1/3,2/3,1, got ${show(text)}`);
    return undefined;
  }
  const known = points as readonly Fraction[];
  const upwards = known.every((point, at) => at === 0 || compare(known[at - 1]!, point) < 0);
  if (upwards && compare(known.at(-1)!, ONE) <= 0) return known;
  problems.add(SEQUENCE, `must go upwards from 0 to 1, got ${show(text)}`);
  return undefined;
}

function filled(points: readonly Fraction[]): readonly Fraction[] {
  const before = same(points[0]!, ZERO) ? [] : [ZERO];
  const after = same(points.at(-1)!, ONE) ? [] : [ONE];
  return [...before, ...points, ...after];
}

const same = (a: Fraction, b: Fraction): boolean => compare(a, b) === 0;
