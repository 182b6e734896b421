import { GoError } from '../go-error.js';

/** What `response.html()` gives, as far as forms and links need it: the Selection of `k6/html`. */
export interface HtmlSelection {
  find(selector: string): HtmlSelection;
  size(): number;
  attr(name: string): string | undefined;
  serializeObject(): Record<string, unknown>;
}

/** Set by the `k6/html` module, when it is loaded. */
export const htmlSupport: { parse: (source: string, url: string) => HtmlSelection } = {
  parse: () => {
    throw new GoError(
      "the script's text must name html, or import k6/html: its parser is loaded for such scripts only",
    );
  },
};
