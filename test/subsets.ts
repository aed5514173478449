/**
 * All sets of some things, from none to all; while they are few. Of many: none, each alone, all but each, all.
 */
export function subsetsOf<T>(things: readonly T[], few = 6): ReadonlySet<T>[] {
  if (things.length <= few)
    return Array.from({ length: 2 ** things.length }, (_, bits) => new Set(things.filter((__, at) => bits & (1 << at))))
  return [
    new Set(),
    ...things.map((one) => new Set([one])),
    ...things.map((one) => new Set(things.filter((each) => each !== one))),
    new Set(things),
  ]
}
