/** Nothing came for any field: the thing does not exist. Server and browser decide by the same rule. */
export const isUnknown = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  Object.entries(data).every(([key, value]) => key === '__typename' || value === null)
