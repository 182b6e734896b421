import { createHash } from 'node:crypto';
import type { CheckResult, Summary } from './summary.js';

/** A check as k6's tree of groups has it. */
export interface CheckNode {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly passes: number;
  readonly fails: number;
}

/** A group with what is in it, in order of first use. The root has no name. */
export interface GroupNode {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly groups: GroupNode[];
  readonly checks: CheckNode[];
}

/** The tree of all groups that ran or had a check. Without the tag of groups nobody knows where a check belongs. */
export function rootGroup(
  { groupPaths, checks }: Pick<Summary, 'groupPaths' | 'checks'>,
  systemTags: readonly string[],
): GroupNode {
  const root = groupNode('', '');
  if (!systemTags.includes('group')) return root;
  for (const path of groupPaths) reach(root, path);
  for (const check of checks) reach(root, check.groupPath).checks.push(checkNode(check));
  return root;
}

/** The group at a path such as `::outer::inner`; groups on the way are made. */
function reach(root: GroupNode, path: string): GroupNode {
  let group = root;
  for (const name of path.split('::').slice(1)) {
    let next = group.groups.find((one) => one.name === name);
    if (!next) group.groups.push((next = groupNode(name, `${group.path}::${name}`)));
    group = next;
  }
  return group;
}

const groupNode = (name: string, path: string): GroupNode => ({ name, path, id: md5(path), groups: [], checks: [] });

function checkNode({ name, groupPath, passes, fails }: CheckResult): CheckNode {
  const path = `${groupPath}::${name}`;
  return { name, path, id: md5(path), passes, fails };
}

/** k6's ids; nothing is protected by them. */
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
