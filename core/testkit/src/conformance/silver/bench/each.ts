/** Runs work for each item, a few at a time: a walk is long, and a host serves several people at once anyway. */
export async function each<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
  atOnce = 8,
): Promise<number> {
  const iterator = items[Symbol.iterator]()
  let done = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = iterator.next(); !next.done; next = iterator.next()) {
        await work(next.value)
        done++
      }
    }),
  )
  return done
}
