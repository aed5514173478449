import type { TestHost } from '@vmeste/testkit'

type Schema = ReturnType<TestHost['host']['graphs']['for']>['graph']['schema']

/** Whether somebody got what they asked for: at least one field is there and is no `Problem`, nor an empty list. */
export function isAnswer(schema: Schema, data: Readonly<Record<string, unknown>> | null | undefined): boolean {
  const isProblem = (name: string | undefined): boolean => {
    const type = name === undefined ? undefined : schema.getType(name)
    return type !== undefined && 'getInterfaces' in type && type.getInterfaces().some((each) => each.name === 'Problem')
  }
  return Object.values(data ?? {}).some(
    (value) =>
      value !== null &&
      !(Array.isArray(value) && value.length === 0) &&
      !isProblem((value as { __typename?: string }).__typename),
  )
}
