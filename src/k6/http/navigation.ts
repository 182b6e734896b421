import { locationOf } from '../../protocols/http/redirect.js';
import { parseUrl } from '../../protocols/net/url.js';
import { GoError } from '../go-error.js';
import { addMethods } from '../natives.js';
import { BlockingRequest } from './blocking-request.js';
import { formEncode } from './form.js';
import type { HtmlSelection } from './html-support.js';
import { httpNatives } from './natives.js';
import { Response } from './response.js';

type Options = Readonly<Record<string, unknown>> | undefined;

/** `response.submitForm()`: the request that the form of a page makes, with some fields changed. */
function submitForm(this: Response, options: Options): BlockingRequest {
  const selector = String(options?.formSelector ?? 'form');
  const form = (this.html() as HtmlSelection).find(selector);
  if (form.size() === 0) throw new GoError(`no form found for selector '${selector}' in response '${urlOf(this)}'`);
  const method = (form.attr('method') ?? 'GET').toUpperCase();
  const fields = { ...form.serializeObject(), ...pressed(form, options), ...(options?.fields as object | undefined) };
  const action = locationOf(parseUrl(urlOf(this)), form.attr('action') ?? '');
  if (method !== 'GET') return request('Response.submitForm()', method, action, fields, options);
  const query = formEncode(fields, () => {});
  const target = query === '' ? action : `${action.replace(/[?#].*$/s, '')}?${query}`;
  return request('Response.submitForm()', method, target, null, options);
}

/** `response.clickLink()`: the request that a link of a page makes. */
function clickLink(this: Response, options: Options): BlockingRequest {
  const selector = String(options?.selector ?? 'a[href]');
  const link = (this.html() as HtmlSelection).find(selector);
  if (link.size() === 0) throw new GoError(`no element found for selector '${selector}' in response '${urlOf(this)}'`);
  const href = link.attr('href');
  if (href === undefined) throw new GoError(`no valid href attribute value found on element '${selector}'`);
  return request('Response.clickLink()', 'GET', locationOf(parseUrl(urlOf(this)), href), null, options);
}

/** Gives responses the methods that make requests; responses themselves are made by requests. */
export function addNavigation(): void {
  addMethods(Response.prototype, 'Response.', httpNatives.methods, {
    submitForm: { make: submitForm },
    clickLink: { make: clickLink },
  });
}

/** The submit button's own value, when it has a name. */
function pressed(form: HtmlSelection, options: Options): Record<string, string> {
  const button = form.find(String(options?.submitSelector ?? '[type="submit"]'));
  const name = button.attr('name');
  return name === undefined || name === '' ? {} : { [name]: button.attr('value') ?? '' };
}

const urlOf = (response: Response): string => String((response as unknown as { url: unknown }).url);

const request = (what: string, method: string, url: string, body: unknown, options: Options): BlockingRequest =>
  new BlockingRequest(what, { method, url, body, params: options?.params });
