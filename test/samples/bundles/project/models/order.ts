import type { Api } from '../client/index.js';

export enum Status {
  Open,
  Paid,
}
export class Order {
  #lines: number[] = [];
  #api: Api;
  #status = Status.Open;
  note?: string;
  private constructor(api: Api) {
    this.#api = api;
  }
  static of(api: Api, ids: number[]): Order {
    const order = new Order(api);
    ids.forEach((id) => order.#add(id));
    return order;
  }
  #add(id: number): void {
    this.#lines.push(this.#api.get(`/line/${id}`) + id);
  }
  get status(): Status {
    return this.#status;
  }
  set status(status: Status) {
    this.#status = this.#api.get(`/status/${status}`) === 200 ? status : Status.Open;
  }
  get sum(): number {
    return this.#lines.reduce((x, y) => x + y, 0) + this.#api.get('/tax');
  }
  toJSON(): object {
    return { lines: this.#lines, status: Status[this.#status], note: this.note, tax: this.#api.get('/tax') };
  }
  toString(): string {
    return `Order of ${this.#lines.length}, ${this.#api.path('text')}`;
  }
}
