/** Where browsers throw a DOMException, scripts get an error of its name. */
export class WebError extends Error {
  constructor(name: string, message: string) {
    super(message);
    Object.defineProperty(this, 'name', { value: name, writable: true, configurable: true });
  }
}
