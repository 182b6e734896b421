import { GoError } from '../go-error.js';
import { linkFrom } from '../html/links.js';
import { addMethods } from '../natives.js';
import { BlockingRequest } from './blocking-request.js';
import { formEncode } from './form.js';
import type { HtmlSelection } from './html-support.js';
import { responseMethods } from './natives.js';
import { Response } from './response.js';

type Options = Readonly<Record<string, unknown>>;

/** `response.submitForm()`: the request that the form of a page makes, with some fields changed. */
function submitForm(this: Response, given?: unknown): BlockingRequest {
  const options = optionsOf(given);
  const selector = String(options.formSelector ?? 'form');
  const form = (this.html() as HtmlSelection).find(selector);
  if (form.size() === 0) throw new GoError(`no form found for selector '${selector}' in response '${urlOf(this)}'`);
  const method = (form.attr('method') ?? 'GET').toUpperCase();
  const fields = { ...form.serializeObject(), ...pressed(form, options), ...(options.fields as object | undefined) };
  const action = linkFrom(urlOf(this), form.attr('action') ?? '');
  if (method === 'GET') return request('Response.submitForm()', method, withQuery(action, fields), null, options);
  return request('Response.submitForm()', method, action, fields, options);
}

/** `response.clickLink()`: the request that a link of a page makes. */
function clickLink(this: Response, given?: unknown): BlockingRequest {
  const options = optionsOf(given);
  const selector = String(options.selector ?? 'a[href]');
  const link = (this.html() as HtmlSelection).find(selector);
  const where = `in response '${urlOf(this)}'`;
  if (link.size() === 0) throw new GoError(`no element found for selector '${selector}' ${where}`);
  const href = link.attr('href');
  if (href === undefined) throw new GoError(`no valid href attribute value found on element '${selector}' ${where}`);
  return request('Response.clickLink()', 'GET', linkFrom(urlOf(this), href), null, options);
}

/** Gives responses the methods that make requests; responses themselves are made by requests. */
export function addNavigation(): void {
  addMethods(Response.prototype, 'Response.', responseMethods, {
    submitForm: { make: submitForm },
    clickLink: { make: clickLink },
  });
}

/** Whatever is no object has no options in it. */
function optionsOf(given: unknown): Options {
  if (given === null) throw new TypeError('Cannot convert undefined or null to object');
  return Object(given) as Options;
}

/** The submit button's own value, when it has a name. */
function pressed(form: HtmlSelection, options: Options): Record<string, string> {
  const button = form.find(String(options.submitSelector ?? '[type="submit"]'));
  const name = button.attr('name');
  return name === undefined || name === '' ? {} : { [name]: button.attr('value') ?? '' };
}

/** A form's fields take the place of its address's query; each is sent as the text that JavaScript makes of it. */
function withQuery(action: string, fields: Record<string, unknown>): string {
  const [, target = '', fragment = ''] = /^([^?#]*)[^#]*(.*)$/s.exec(action)!;
  const texts = Object.entries(fields).map(([name, value]) => [name, String(value)]);
  const query = formEncode(Object.fromEntries(texts), () => {});
  return `${target}${query === '' ? '' : `?${query}`}${fragment}`;
}

const urlOf = (response: Response): string => String((response as unknown as { url: unknown }).url);

const request = (what: string, method: string, url: string, body: unknown, options: Options): BlockingRequest =>
  new BlockingRequest(what, { method, url, body, params: options.params });
