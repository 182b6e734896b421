export const SWITCHING_PROTOCOLS = 101;
const NO_CONTENT = 204;
const NOT_MODIFIED = 304;

/** Responses that never have a body, whatever their headers say. */
export const isBodiless = (status: number): boolean =>
  (status >= 100 && status < 200) || status === NO_CONTENT || status === NOT_MODIFIED;
