import { asWritten, repeatedList } from '../../schema/lists.js';
import { text, toggle } from '../../schema/scalars.js';
import { row } from '../row.js';

/** Where results and lines of the script go. */
export const outputRows = {
  out: row({
    type: repeatedList({ placeholder: '<name=arg>', read: asWritten }),
    fallback: [],
    group: 'output',
    short: 'o',
    in: ['file'],
    help: 'write results elsewhere as well: json=file, csv=file (.gz compresses, - is stdout), influxdb=url and more (docs/outputs.md); may be repeated',
  }),
  consoleOutput: row({
    type: text,
    fallback: '',
    placeholder: '<file>',
    group: 'output',
    in: [],
    help: "write the script's console to a file",
  }),
  linger: row({
    type: toggle,
    fallback: false,
    group: 'output',
    short: 'l',
    in: ['file'],
    help: 'keep the REST API open after the test until Ctrl-C',
  }),
  webDashboard: row({
    type: toggle,
    fallback: false,
    group: 'output',
    flag: false,
    in: ['file'],
    help: 'serve the live dashboard',
  }),
  noUsageReport: row({
    type: toggle,
    fallback: false,
    group: 'output',
    in: ['file'],
    help: 'accepted for k6; there is no usage report to send',
  }),
};
