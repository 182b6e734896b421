export default function (f) {
  return f('default');
}
export const named = (f) => f('named');
