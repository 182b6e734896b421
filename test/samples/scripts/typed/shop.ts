import { load } from './tools';
export enum Size {
  Small = 'small',
}
export class Shop {
  private bought = 0;
  last: string | undefined;
  constructor(private readonly name: string) {}
  buy(id: number): string {
    this.bought++;
    this.last = load(`${this.name}/${id}/${this.bought}`);
    return this.last;
  }
}
