import type { GraphQLSchema } from 'graphql'
import type { GraphOptions, TestHost } from '../../../create-test-host.ts'

export interface DoorReply {
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[]
}

/** Asks as a portal page does: `{ query }` through one door, `{ id }` through the other. */
export async function through(
  host: TestHost,
  city: string,
  body: Record<string, unknown>,
  { as, device, headers }: GraphOptions,
): Promise<DoorReply> {
  const reply = await host.fetch(`/c/${city}/graphql`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      'accept-language': 'be',
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...(device ? { 'x-device': device } : {}),
      ...headers,
    },
  })
  return reply.json() as Promise<DoorReply>
}

/** Whether somebody got what they asked for: at least one field is there and is no `Problem`, nor an empty list. */
export function isAnswer(schema: GraphQLSchema, data: Readonly<Record<string, unknown>> | null | undefined): boolean {
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
