import type { Section } from '../section.js';
import { charts } from './charts.js';
import { checks } from './checks.js';
import { environment } from './environment.js';
import { generator } from './generator.js';
import { keyFigures } from './key-figures.js';
import { metrics } from './metrics.js';
import { notes } from './notes.js';
import { overTime } from './over-time.js';
import { target } from './target.js';
import { thresholds } from './thresholds.js';

/** The report from top to bottom. Text, Markdown, page and JSON walk this list; what a section is, only its file knows. */
export const sections = [
  keyFigures,
  thresholds,
  checks,
  overTime,
  charts,
  metrics,
  target,
  generator,
  notes,
  environment,
] as const satisfies readonly Section[];
