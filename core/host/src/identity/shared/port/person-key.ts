/** The provider's own id of a person in their key, `<iss>|<sub>`; nothing when the key is of another provider. */
export function subjectOf(key: string, issuer: string): string | undefined {
  const [of, id, ...more] = key.split('|')
  return of === issuer && id !== undefined && more.length === 0 ? id : undefined
}
