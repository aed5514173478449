const most = 50

/**
 * A schema that depends on something, a city's country say, made once for each: to make one costs many times what it
 * costs to read with it. The latest fifty are kept.
 *
 * @example const shelterInput = schemaBy((country: string) => z.object({ phone: phoneNumber(country) }))
 * // parseInput(shelterInput(ctx.city.country), args.input, ctx.lang)
 */
export function schemaBy<Key extends string | number, Schema>(make: (key: Key) => Schema): (key: Key) => Schema {
  const made = new Map<Key, Schema>()
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.delete(key)
    made.set(key, known)
    if (made.size > most) made.delete(made.keys().next().value!)
    return known
  }
}
