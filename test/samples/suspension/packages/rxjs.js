// RxJS: operators and subscribers that wait.
import { BehaviorSubject, catchError, concatMap, defer, EMPTY, filter, finalize, firstValueFrom, from, generate, groupBy, lastValueFrom, map, mergeMap, Observable, of, reduce, scan, Subject, switchMap, take, takeWhile, tap, throwError, toArray, zip } from 'rxjs';
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};
const collect = (source) => { const out = []; source.subscribe({ next: (v) => out.push(b(v)), error: (e) => out.push(`error ${b(e.message)}`), complete: () => out.push(b('complete')) }); return out; };

export const pipes = () => [
  collect(from([1, 2, 3, 4]).pipe(map((x) => b(x * 2)), filter((x) => b(x > 2)), scan((x, y) => b(x + y), 0), take(2))), collect(of('a', 'c').pipe(concatMap((x) => from([b(x), x])))), collect(of(1, 2).pipe(mergeMap((x) => of(b(x))), reduce((x, y) => b(x + y)))),
  collect(of(1, 2).pipe(switchMap((x) => of(x, b(x))), toArray())), collect(from([1, 5, 2]).pipe(takeWhile((x) => b(x < 4)))), collect(zip(of(1, 2), of(b('x'), 'y'))), collect(generate(1, (x) => b(x < 4), (x) => b(x + 1))), collect(defer(() => (b(true) ? of(1) : EMPTY))),
  collect(from([1, 2, 3]).pipe(groupBy((x) => b(x % 2)), mergeMap((group) => group.pipe(map((x) => [group.key, b(x)]))))), collect(from((function* () { yield b(1); yield b(2); })())),
];
export const errors = () => { const log = []; return [collect(of(1).pipe(map(() => { b(1); throw new RangeError('in map'); }), catchError((e) => of(b(e.message))), finalize(() => log.push(b('final'))))), collect(throwError(() => new RangeError(b('made')))), log]; };
export const subjects = () => { const log = []; const subject = new Subject(); const first = subject.subscribe((x) => { log.push(['first', b(x)]); if (x === 2) first.unsubscribe(); }); subject.pipe(tap((x) => b(x)), map((x) => b(x * 10))).subscribe((x) => log.push(['second', x])); for (const x of [1, 2, 3]) subject.next(b(x)); const state = new BehaviorSubject(b('s')); state.subscribe((x) => log.push(b(x))); state.next('t'); return [log, state.value]; };
export const own = () => { const log = []; new Observable((subscriber) => { subscriber.next(b('x')); subscriber.complete(); return () => log.push(b('torn down')); }).subscribe((x) => log.push(b(x))); return log; };
export const promises = async () => [await firstValueFrom(of(1).pipe(map((x) => b(x + 1)))), await lastValueFrom(from([1, 2]).pipe(map(b))), await firstValueFrom(from(Promise.resolve(5)).pipe(concatMap(async (x) => b(x))))];
