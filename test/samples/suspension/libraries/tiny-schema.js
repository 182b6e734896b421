// Schemas in the shape of zod: immutable objects with methods that return new ones, refinements and transforms.
class Type {
  constructor(check, steps = []) {
    this.check = check;
    this.steps = steps;
    this.parse = this.parse.bind(this);
  }
  with(step) {
    return new this.constructor(this.check, [...this.steps, step]);
  }
  refine(test, message = 'refused') {
    return this.with((value, issues) => {
      if (!test(value)) issues.push(message);
      return value;
    });
  }
  transform(f) {
    return this.with((value) => f(value));
  }
  optional() {
    return new Type((value, issues) => (value === undefined ? undefined : this.run(value, issues)));
  }
  default(make) {
    return new Type((value, issues) => this.run(value === undefined ? (typeof make === 'function' ? make() : make) : value, issues));
  }
  run(value, issues) {
    const before = issues.length;
    let result = this.check(value, issues);
    for (const step of this.steps) {
      if (issues.length > before) break;
      result = step(result, issues);
    }
    return result;
  }
  safeParse(value) {
    const issues = [];
    const data = this.run(value, issues);
    return issues.length === 0 ? { success: true, data } : { success: false, issues };
  }
  parse(value) {
    const result = this.safeParse(value);
    if (!result.success) throw new SchemaError(result.issues);
    return result.data;
  }
}
export class SchemaError extends Error {
  constructor(issues) {
    super(issues.join('; '));
    this.name = 'SchemaError';
    this.issues = issues;
  }
}
const typed = (name) => (value, issues) => {
  if (typeof value !== name) issues.push(`not a ${name}`);
  return value;
};
export const z = {
  string: () => new Type(typed('string')),
  number: () => new Type(typed('number')),
  array: (inner) => new Type((value, issues) => value.map((item) => inner.run(item, issues))),
  object: (shape) => new Type((value, issues) => Object.fromEntries(Object.entries(shape).map(([key, type]) => [key, type.run(value[key], issues)]))),
  lazy: (get) => new Type((value, issues) => get().run(value, issues)),
  union: (...types) => new Type((value, issues) => {
    for (const type of types) {
      const result = type.safeParse(value);
      if (result.success) return result.data;
    }
    issues.push('none fits');
    return value;
  }),
  preprocess: (f, type) => new Type((value, issues) => type.run(f(value), issues)),
};
