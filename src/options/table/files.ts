import { text } from '../../schema/scalars.js';
import { row } from '../row.js';

const file = (env: string, help: string) =>
  row({ type: text, fallback: '', placeholder: '<file>', group: 'output', env, in: ['file'], help });

/** Files that a run leaves behind, besides what k6 knows. */
export const fileRows = {
  summaryJson: file('SALVO_SUMMARY_JSON', 'write all that was measured as JSON, for salvo merge, report and diff'),
  report: file('SALVO_REPORT', 'write a page with curves and tables, one HTML file'),
  junit: file('SALVO_JUNIT', 'write thresholds and checks as JUnit XML'),
  markdown: file('SALVO_MARKDOWN', 'write the summary as Markdown'),
};
