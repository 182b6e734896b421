import type { Api } from '../client/index.js';

export abstract class Page {
  protected abstract readonly path: string;
  protected readonly api: Api;
  constructor(api: Api) {
    this.api = api;
  }
  open(): number {
    return this.api.get(this.path);
  }
  get title(): string {
    return `${this.constructor.name} at ${this.api.path(this.path.slice(1))}`;
  }
}
