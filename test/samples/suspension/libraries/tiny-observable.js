// Observables in the shape of rxjs: cold, composed with pipe, subjects, teardown, errors.
export class Observable {
  #subscribe;
  constructor(subscribe) {
    this.#subscribe = subscribe;
  }
  subscribe(observerOrNext, error, complete) {
    const observer = typeof observerOrNext === 'function' ? { next: observerOrNext, error, complete } : (observerOrNext ?? {});
    const subscriber = new Subscriber(observer);
    try {
      subscriber.add(this.#subscribe?.call(this, subscriber));
    } catch (thrown) {
      subscriber.error(thrown);
    }
    return subscriber;
  }
  pipe(...operators) {
    return operators.reduce((source, operator) => operator(source), this);
  }
  [Symbol.for('observable')]() {
    return this;
  }
}

class Subscriber {
  #teardowns = [];
  closed = false;
  constructor(destination) {
    this.destination = destination;
  }
  next(value) {
    if (!this.closed) this.destination.next?.(value);
  }
  error(reason) {
    if (this.closed) return;
    this.unsubscribe();
    if (!this.destination.error) throw reason;
    this.destination.error(reason);
  }
  complete() {
    if (this.closed) return;
    this.unsubscribe();
    this.destination.complete?.();
  }
  add(teardown) {
    if (!teardown) return;
    if (this.closed) teardown.unsubscribe ? teardown.unsubscribe() : teardown();
    else this.#teardowns.push(teardown);
  }
  unsubscribe() {
    if (this.closed) return;
    this.closed = true;
    for (const teardown of this.#teardowns.splice(0)) typeof teardown === 'function' ? teardown() : teardown.unsubscribe();
  }
}

export class Subject extends Observable {
  #observers = new Set();
  constructor() {
    super((subscriber) => {
      this.#observers.add(subscriber);
      return () => this.#observers.delete(subscriber);
    });
  }
  next(value) {
    for (const observer of [...this.#observers]) observer.next(value);
  }
  complete() {
    for (const observer of [...this.#observers]) observer.complete();
  }
}

export const of = (...values) => new Observable((subscriber) => {
  for (const value of values) {
    if (subscriber.closed) return;
    subscriber.next(value);
  }
  subscriber.complete();
});
export const from = (iterable) => new Observable((subscriber) => {
  for (const value of iterable) {
    if (subscriber.closed) return;
    subscriber.next(value);
  }
  subscriber.complete();
});
export const defer = (make) => new Observable((subscriber) => make().subscribe(subscriber));

const operate = (init) => (source) => new Observable((subscriber) => init(source, subscriber));
const passing = (subscriber, next) => ({
  next(value) {
    try {
      next(value);
    } catch (error) {
      subscriber.error(error);
    }
  },
  error: (error) => subscriber.error(error),
  complete: () => subscriber.complete(),
});
export const map = (f) => operate((source, subscriber) => { let i = 0; return source.subscribe(passing(subscriber, (value) => subscriber.next(f(value, i++)))); });
export const filter = (f) => operate((source, subscriber) => source.subscribe(passing(subscriber, (value) => f(value) && subscriber.next(value))));
export const tap = (f) => map((value) => (f(value), value));
export const take = (n) => operate((source, subscriber) => {
  let left = n;
  return source.subscribe(passing(subscriber, (value) => { if (left-- > 0) subscriber.next(value); if (left <= 0) subscriber.complete(); }));
});
export const scan = (f, start) => operate((source, subscriber) => { let state = start; return source.subscribe(passing(subscriber, (value) => subscriber.next((state = f(state, value))))); });
export const concatMap = (f) => operate((source, subscriber) => source.subscribe(passing(subscriber, (value) => { f(value).subscribe({ next: (inner) => subscriber.next(inner), error: (error) => subscriber.error(error) }); })));
export const catchError = (f) => (source) => new Observable((subscriber) => source.subscribe({ next: (value) => subscriber.next(value), error: (error) => f(error).subscribe(subscriber), complete: () => subscriber.complete() }));
export const finalize = (f) => (source) => new Observable((subscriber) => { const inner = source.subscribe(subscriber); subscriber.add(f); return inner; });
export const firstValueFrom = (source) => new Promise((resolve, reject) => { source.pipe(take(1)).subscribe({ next: resolve, error: reject }); });
