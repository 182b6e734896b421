import type { Property } from '../element.js';
import { matcherOf } from '../selector.js';
import { below, closestTo, placeOf } from '../walks.js';
import { all, child, count, flag, text, whole, word } from './properties.js';

const isRow = matcherOf('tr');
const isTable = matcherOf('table');

export const table: Readonly<Record<string, Property>> = {
  caption: child('caption'),
  rows: all('tr'),
  sortable: flag('sortable'),
  tBodies: all('tbody'),
  tFoot: child('tfoot'),
  tHead: child('thead'),
};

export const tableSection: Readonly<Record<string, Property>> = { rows: all('tr') };

export const row: Readonly<Record<string, Property>> = {
  cells: all('td, th'),
  rowIndex: (node) => {
    const around = closestTo(node, isTable);
    return around === undefined ? 0 : below([around], isRow).indexOf(node);
  },
  sectionRowIndex: placeOf,
};

export const cell: Readonly<Record<string, Property>> = {
  cellIndex: placeOf,
  colSpan: whole('colspan', 1),
  headers: text('headers'),
  rowSpan: whole('rowspan', 1),
};

export const headerCell: Readonly<Record<string, Property>> = {
  ...cell,
  abbr: text('abbr'),
  scope: word('scope', ['row', 'col', 'colgroup', 'rowgroup'], ''),
  sorted: flag('sorted'),
};

export const column: Readonly<Record<string, Property>> = { span: count('span') };
