import type { HtmlNode } from './node.js';
import { matcherOf } from './selector.js';
import { below, closestTo } from './walks.js';

const isOption = matcherOf('option');
const isField = matcherOf('input, select, textarea, keygen');
const isForm = matcherOf('form');
/** Inputs that forms do not send by themselves. */
const SILENT: ReadonlySet<string> = new Set(['submit', 'button', 'reset', 'image', 'file']);

/** A field's value: a list for a select of several, undefined for what has none. */
export function fieldValueOf(node: HtmlNode): string | string[] | undefined {
  switch (node.name) {
    case 'input':
      return node.attribute('value') ?? (isTickable(node) ? 'on' : '');
    case 'button':
      return node.attribute('value') ?? '';
    case 'option':
      return optionValue(node);
    case 'textarea':
      return node.text;
    case 'select': {
      const values = selectedOf(node).map(optionValue);
      return node.has('multiple') ? values : (values[0] ?? '');
    }
    default:
      return undefined;
  }
}

export const optionsOf = (node: HtmlNode): HtmlNode[] => below([node], isOption);

export const selectedOf = (node: HtmlNode): HtmlNode[] => optionsOf(node).filter((option) => option.has('selected'));

export const optionValue = (node: HtmlNode): string => node.attribute('value') ?? node.text;

/** The form that a field belongs to. */
export function formOf(node: HtmlNode): HtmlNode | undefined {
  const id = node.attribute('form') ?? (node.name === 'option' ? selectOf(node)?.attribute('form') : undefined);
  return id === undefined ? closestTo(node, isForm) : byId(node.root, id);
}

export const selectOf = (option: HtmlNode): HtmlNode | undefined => closestTo(option, matcherOf('select'));

export const byId = (root: HtmlNode, id: string): HtmlNode | undefined =>
  below([root], (node) => node.attribute('id') === id)[0];

export interface FieldValue {
  readonly name: string;
  readonly value: string | string[] | undefined;
}

/** What forms send: their fields, or the fields themselves where no form is among the nodes. */
export function fieldValues(nodes: readonly HtmlNode[]): FieldValue[] {
  const forms = nodes.filter(isForm);
  const fields = forms.length > 0 ? below(forms, isField) : nodes.filter(isField);
  return fields.filter(isSent).map((node) => ({ name: node.attribute('name')!, value: fieldValueOf(node) }));
}

/** By name; of several with one name the last. */
export const fieldObject = (nodes: readonly HtmlNode[]): Record<string, FieldValue['value']> =>
  Object.fromEntries(fieldValues(nodes).map(({ name, value }) => [name, value]));

function isSent(node: HtmlNode): boolean {
  if (!node.attribute('name')) return false;
  if (node.name !== 'input') return true;
  // k6 takes a box for ticked only where the page says so twice: checked="checked".
  return !SILENT.has(typeOf(node)) && (!isTickable(node) || node.attribute('checked') === 'checked');
}

const typeOf = (node: HtmlNode): string => node.attribute('type') ?? '';
const isTickable = (node: HtmlNode): boolean => ['checkbox', 'radio'].includes(typeOf(node));
