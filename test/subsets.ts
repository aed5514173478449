export interface Sets<T> {
  /** `TEST_SEED` by which the same pairs come again. */
  readonly seed: number
  /** None, each alone, all but each, all, and as many random pairs as there are things. */
  readonly sets: readonly ReadonlySet<T>[]
  /** None, all, one of each alone, one of all but each: what is dear is tried on these. */
  readonly sample: readonly ReadonlySet<T>[]
}

/** Sets of some things in which a fault between two of them shows: their number grows as the things do. */
export function setsOf<T>(
  things: readonly T[],
  seed = Number(process.env['TEST_SEED'] ?? Date.now() % 1_000_000),
): Sets<T> {
  const next = randomBy(seed)
  const pick = <Item>(from: readonly Item[]): Item => from[Math.floor(next() * from.length)]!
  const alone = things.map((one) => new Set([one]))
  const allBut = things.map((one) => new Set(things.filter((each) => each !== one)))
  const pairs = things.map((one) => new Set([one, pick(things.filter((each) => each !== one))]))
  const ends = [new Set<T>(), new Set(things)]
  return {
    seed,
    sets: different(things, [...ends, ...alone, ...allBut, ...pairs]),
    sample: different(things, [...ends, pick(alone), pick(allBut)]),
  }
}

/** Each set once, its things in their own order. */
function different<T>(things: readonly T[], sets: readonly ReadonlySet<T>[]): ReadonlySet<T>[] {
  const known = new Map(
    sets.map((set) => [
      things.map((one) => (set.has(one) ? 1 : 0)).join(''),
      new Set(things.filter((one) => set.has(one))),
    ]),
  )
  return [...known.values()]
}

/** Mulberry32: small, and the same everywhere. */
function randomBy(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
