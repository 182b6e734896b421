// Zod: refinements, transforms, defaults and lazy schemas that wait.
import { z } from 'zod';
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};
const User = z.object({ name: z.string().refine((x) => b(x.length > 1), 'short').transform((x) => b(x.toUpperCase())), age: z.number().default(() => b(18)), tags: z.array(z.string().transform((x) => b(`#${x}`))).optional() });

export const parsed = () => [User.parse({ name: 'ann', tags: ['x'] }), User.safeParse({ name: 'a' }).success, User.safeParse({ name: 'bob', age: 3 }).data];
export const issues = () => { try { User.parse({ name: 'a', age: 'x' }); return 'parsed'; } catch (error) { return [error instanceof z.ZodError, error.issues.map(({ path, code }) => [path.join('.'), code]).sort()]; } };
export const more = () => [
  z.preprocess((x) => b(Number(x)), z.number()).parse('5'), z.string().superRefine((x, context) => { if (b(x) !== 'k') context.addIssue({ code: 'custom', message: 'not k' }); }).safeParse('q').error.issues[0].message, z.union([z.number(), z.string().transform((x) => b(x.length))]).parse('abc'),
  z.string().pipe(z.string().transform((x) => b(x + x))).parse('p'), z.record(z.string(), z.number().transform((x) => b(x * 2))).parse({ a: 1 }), z.tuple([z.string().transform(b), z.number()]).parse(['t', 1]), z.number().catch(() => b(7)).parse('x'), z.lazy(() => b(z.string())).parse('lazy'),
  z.map(z.string(), z.number().transform(b)).parse(new Map([['k', 1]])).get('k'), z.set(z.number().transform((x) => b(x + 1))).parse(new Set([1])).has(2), z.discriminatedUnion('t', [z.object({ t: z.literal('a'), v: z.number().transform(b) }), z.object({ t: z.literal('c') })]).parse({ t: 'a', v: 3 }),
];
export const asynchronous = async () => [await z.string().refine(async (x) => b(x) === 'ok').safeParseAsync('ok'), await z.string().transform(async (x) => b(`${x}!`)).parseAsync('a')].map((one) => one.success ?? one);
