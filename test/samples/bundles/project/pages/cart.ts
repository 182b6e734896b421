import { counted } from '../util/mixins.js';
import { Page } from './page.js';

export class Cart extends counted(Page) {
  protected readonly path = '/cart';
  items: number[] = [];
  add(id: number): this {
    this.count(() => this.items.push(this.api.get(`/add/${id}`) + id));
    return this;
  }
  get total(): number {
    return this.items.reduce((sum, item) => sum + item - this.api.get('/price'), 0);
  }
  *[Symbol.iterator](): Generator<string> {
    for (const item of this.items) yield this.api.path(`item/${item}`);
    yield `counted ${this.counted}`;
  }
}
