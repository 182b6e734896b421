import { Element, type Property } from '../element.js';
import type { HtmlNode } from '../node.js';
import { datalist, optgroup, option, select } from './choices.js';
import { button, fieldset, formElement, input, keygen, label, legend, output, textarea } from './forms.js';
import { anchor, base, link } from './links.js';
import { canvas, embed, iframe, image, map, media, object, source, track } from './media.js';
import * as others from './others.js';
import { cell, column, headerCell, row, table, tableSection } from './tables.js';

/** What elements have beyond what all have, by tag. */
const PROPERTIES: Readonly<Record<string, Readonly<Record<string, Property>>>> = {
  a: anchor,
  area: anchor,
  audio: media,
  base,
  button,
  canvas,
  col: column,
  data: others.data,
  datalist,
  del: others.change,
  embed,
  fieldset,
  form: formElement,
  iframe,
  img: image,
  input,
  ins: others.change,
  keygen,
  label,
  legend,
  li: others.listItem,
  link,
  map,
  meta: others.meta,
  meter: others.meter,
  object,
  ol: others.orderedList,
  optgroup,
  option,
  output,
  param: others.parameter,
  pre: others.parameter,
  progress: others.progress,
  script: others.script,
  select,
  source,
  style: others.style,
  table,
  tbody: tableSection,
  td: cell,
  textarea,
  tfoot: tableSection,
  th: headerCell,
  thead: tableSection,
  time: others.time,
  title: others.title,
  tr: row,
  track,
  ul: others.unorderedList,
  video: media,
};

const CLASSES: ReadonlyMap<string, typeof Element> = new Map(
  Object.entries(PROPERTIES).map(([tag, properties]) => {
    const Made = class extends Element {};
    Element.addProperties(Made.prototype, properties);
    return [tag, Made];
  }),
);

/** The class of a node's Element. */
export const classOf = ({ isElement, name }: HtmlNode): typeof Element =>
  (isElement ? CLASSES.get(name) : undefined) ?? Element;
