import type { Property } from '../element.js';
import { optionsOf, optionValue, selectedOf, selectOf } from '../values.js';
import { all, flag, form, labels, text, whole } from './properties.js';

export const select: Readonly<Record<string, Property>> = {
  autofocus: flag('autofocus'),
  disabled: flag('disabled'),
  form,
  labels,
  length: (node) => optionsOf(node).length,
  multiple: flag('multiple'),
  name: text('name'),
  options: all('option'),
  required: flag('required'),
  selectedIndex: (node) => optionsOf(node).findIndex((option) => option.has('selected')),
  selectedOptions: (node, page) => selectedOf(node).map((option) => page.element(option)),
  size: (node) => (node.has('multiple') ? 4 : 1),
  tabIndex: whole('tabindex'),
  type: (node) => (node.has('multiple') ? 'select-multiple' : 'select'),
  value: (node) => {
    const [first] = selectedOf(node);
    return first === undefined ? '' : optionValue(first);
  },
};

export const option: Readonly<Record<string, Property>> = {
  defaultSelected: flag('selected'),
  disabled: flag('disabled'),
  form,
  index: (node) => {
    const around = selectOf(node);
    return around === undefined ? 0 : optionsOf(around).indexOf(node);
  },
  label: (node) => node.attribute('label') ?? node.text,
  selected: flag('selected'),
  text: ({ text: content }) => content,
  value: optionValue,
};

export const optgroup: Readonly<Record<string, Property>> = { disabled: flag('disabled'), label: text('label') };

export const datalist: Readonly<Record<string, Property>> = { options: all('option') };
