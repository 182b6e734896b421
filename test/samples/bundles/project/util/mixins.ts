type Constructor = abstract new (...all: any[]) => object;

export function counted<Base extends Constructor>(base: Base) {
  abstract class Counted extends base {
    counted = 0;
    count<T>(run: () => T): T {
      this.counted++;
      return run();
    }
  }
  return Counted;
}
