/**
 * Replaces what is made at random (ids, the secrets and signatures that follow from them, codes) by when it was first
 * seen, and leaves out the moment a city was made at, which the database's own clock tells, so that two cities in which
 * the same has happened can be compared to the letter.
 *
 * @param names what differs by the city's name: each is replaced by its place in the list
 */
export function withoutNames(names: readonly (string | RegExp)[] = []): (value: unknown) => unknown {
  const seen = new Map<string, string>()
  const numbered = (found: string): string => {
    if (!seen.has(found)) seen.set(found, `#${seen.size + 1}`)
    return seen.get(found)!
  }
  return (value) =>
    JSON.parse(
      names.reduce<string>(
        (text, name, at) => text.replaceAll(name, `@${at}`),
        JSON.stringify(value)
          .replaceAll(/"changedAt":"[^"]+"(?=,"changedBy":"system:create-city")/g, '"changedAt":null')
          .replaceAll(
            /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<="shown":")\d{6}|(?<=["/=])[\w-]{22,}(?=["&\\])/g,
            numbered,
          ),
      ),
    ) as unknown
}
