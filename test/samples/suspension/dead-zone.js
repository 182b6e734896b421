// The temporal dead zone, and assignments that fail when, and only when, they are reached.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};
const nameOf = (run) => {
  try {
    return run();
  } catch (error) {
    return error.constructor.name;
  }
};

export const readEarly = () =>
  nameOf(() => {
    const read = () => x;
    const found = nameOf(read);
    const x = b(1);
    return [found, read()];
  });
export const writtenEarly = () =>
  nameOf(() => {
    const f = nameOf(() => {
      y = 1;
    });
    let y = b(2);
    return [f, y];
  });
export const typeofEarly = () =>
  nameOf(() => {
    const f = nameOf(() => typeof z);
    const z = b(1);
    return [f, z];
  });
export const classEarly = () =>
  nameOf(() => {
    const f = nameOf(() => new A());
    class A {
      x = b(1);
    }
    return [f, new A().x];
  });
export const ownInitialiser = () =>
  nameOf(() => {
    const a = b(a);
    return a;
  });
export const inParameters = () => nameOf(() => ((x = y, y = b(1)) => [x, y])());
export const inPatterns = () =>
  nameOf(() => {
    const { a = c, c = b(1) } = {};
    return [a, c];
  });
export const inLoops = () =>
  nameOf(() => {
    const out = [];
    for (const v of [b(1), ...(() => [nameOf(() => v)])()]) out.push(v);
    return out;
  });
export const inSwitches = () =>
  nameOf(() => {
    switch (b(1)) {
      case 0: {
        const s = 1;
        break;
      }
      case 1:
        return nameOf(() => s);
    }
    return 'none';
  });
export const constant = () =>
  nameOf(() => {
    const c = b(1);
    c++;
    return c;
  });
export const constantInDeadBranch = () =>
  nameOf(() => {
    const c = b(1);
    if (c > 5) c++;
    return c;
  });
export const constantByPattern = () =>
  nameOf(() => {
    const c = b(1);
    [c] = [2];
    return c;
  });
export const constantByLoop = () =>
  nameOf(() => {
    const c = b(1);
    for (c of [1]);
    return c;
  });
export const constantLogical = () =>
  nameOf(() => {
    const c = b(1);
    c ||= 2;
    c ??= 3;
    return c;
  });
export const functionName = () =>
  nameOf(() =>
    (function f() {
      f = b(1);
      return typeof f;
    })(),
  );
export const className = () =>
  nameOf(() => {
    class A {
      static m() {
        A = b(1);
      }
    }
    A.m();
    return 1;
  });
export const undeclared = () =>
  nameOf(() => {
    nowhere = b(1);
    return 1;
  });
export const missing = () => nameOf(() => b(1) + nowhere);
export const calledMissing = () => nameOf(() => nowhere(b(1)));
export const calledUndefined = () =>
  nameOf(() => {
    const o = {};
    return o.m(b(1));
  });
export const hoisted = () => {
  const before = [typeof f, f(b(1))];
  function f(x) {
    return b(x) + 1;
  }
  return before;
};
export const inBlocks = () => {
  const out = [];
  {
    function f() {
      return b('inner');
    }
    out.push(f());
  }
  {
    function f() {
      return b('other');
    }
    out.push(f());
  }
  return out;
};
export const twiceInOneFunction = () => {
  function f() {
    return b(1);
  }
  const first = f();
  function f() {
    return b(2);
  }
  return [first, f()];
};
