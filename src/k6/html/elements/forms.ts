import type { Property } from '../element.js';
import {
  address,
  all,
  always,
  content,
  flag,
  form,
  howMany,
  labels,
  named,
  nothing,
  text,
  whole,
  word,
} from './properties.js';

const ENCODINGS = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
const ON_OFF = word('autocomplete', ['on', 'off'], 'on');
const INPUT_TYPES = [
  ...['button', 'checkbox', 'color', 'date', 'datetime-local', 'email', 'file', 'hidden', 'image', 'month', 'number'],
  ...['password', 'radio', 'range', 'reset', 'search', 'submit', 'tel', 'text', 'time', 'url', 'week'],
];
const FIELDS = 'input, button, select, textarea';

/** Of what sends a form or is sent with it. */
const field = {
  disabled: flag('disabled'),
  form,
  labels,
  name: text('name'),
};

const sender: Readonly<Record<string, Property>> = {
  ...field,
  accessKey: text('accesskey'),
  autofocus: flag('autofocus'),
  formAction: address('formaction'),
  formEnctype: word('formenctype', ENCODINGS, ENCODINGS[0]),
  formMethod: (node) => (node.attribute('formmethod')?.toLowerCase() === 'post' ? 'post' : 'get'),
  formNoValidate: flag('formnovalidate'),
  formTarget: text('formtarget'),
  tabIndex: whole('tabindex'),
  value: text('value'),
};

export const formElement: Readonly<Record<string, Property>> = {
  acceptCharset: text('accept-charset'),
  action: address('action'),
  autocomplete: ON_OFF,
  elements: all(`${FIELDS}, fieldset`),
  encoding: word('enctype', ENCODINGS, ENCODINGS[0]),
  enctype: word('enctype', ENCODINGS, ENCODINGS[0]),
  length: howMany(`${FIELDS}, fieldset`),
  method: word('method', ['get', 'post'], 'get'),
  name: text('name'),
  noValidate: flag('novalidate'),
  target: text('target'),
};

export const button: Readonly<Record<string, Property>> = {
  ...sender,
  type: word('type', ['submit', 'reset', 'button', 'menu'], 'submit'),
};

export const input: Readonly<Record<string, Property>> = {
  ...sender,
  accept: text('accept'),
  alt: text('alt'),
  autocomplete: ON_OFF,
  checked: flag('checked'),
  defaultChecked: flag('checked'),
  defaultValue: text('value'),
  dirName: text('dirname'),
  height: text('height'),
  list: named('list', ({ name }) => name === 'datalist'),
  max: text('max'),
  maxLength: whole('maxlength', -1),
  min: text('min'),
  multiple: flag('multiple'),
  pattern: text('pattern'),
  placeholder: text('placeholder'),
  readonly: flag('readonly'),
  required: flag('required'),
  size: whole('size'),
  src: address('src'),
  step: text('step'),
  type: word('type', INPUT_TYPES, 'text'),
  width: text('width'),
};

export const textarea: Readonly<Record<string, Property>> = {
  accessKey: text('accesskey'),
  autocapitalize: word('autocapitalize', ['none', 'off', 'characters', 'words', 'sentences'], 'sentences'),
  autocomplete: ON_OFF,
  cols: whole('cols'),
  // k6 asks for an attribute here, and for the text in a Selection's `val()`.
  defaultValue: text('value'),
  form,
  labels,
  length: (node) => node.attribute('value')?.length ?? 0,
  maxLength: whole('maxlength'),
  placeholder: text('placeholder'),
  readOnly: flag('readonly'),
  required: flag('required'),
  rows: whole('rows'),
  tabIndex: whole('tabindex'),
  type: always('textarea'),
  value: text('value'),
  wrap: word('wrap', ['soft', 'hard', 'off'], 'soft'),
};

export const fieldset: Readonly<Record<string, Property>> = {
  disabled: flag('disabled'),
  elements: all(FIELDS),
  form,
  name: text('name'),
  type: always('fieldset'),
  validity: nothing,
};

export const keygen: Readonly<Record<string, Property>> = {
  ...field,
  autofocus: flag('autofocus'),
  challenge: text('challenge'),
  keytype: word('keytype', ['DSA', 'RSA', 'EC'], 'RSA'),
  type: always('keygen'),
};

export const output: Readonly<Record<string, Property>> = {
  defaultValue: content,
  form,
  htmlFor: text('for'),
  labels,
  name: text('name'),
  type: always('output'),
  value: content,
};

export const label: Readonly<Record<string, Property>> = { control: named('for'), form, htmlFor: text('for') };

export const legend: Readonly<Record<string, Property>> = { accessKey: text('accesskey'), form };
