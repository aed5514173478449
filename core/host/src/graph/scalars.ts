import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { isUuid } from '@vmeste/sdk'

const fault = (what: string) => new GraphQLError(what, { extensions: { code: 'BAD_USER_INPUT' } })
const literal = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : undefined)

function parseDateTime(value: unknown): Date {
  if (typeof value !== 'string' || value.length > 40 || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value))
    throw fault('A date and time like 2026-04-16T18:42:00+03:00 is needed')
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) throw fault('This date and time does not exist')
  return date
}
function parseDate(value: unknown): string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value)))
    throw fault('A date like 2026-04-16 is needed')
  return value
}
function parseUuid(value: unknown): string {
  if (!isUuid(value)) throw fault('A UUID is needed')
  return value.toLowerCase()
}

export const scalars = {
  DateTime: new GraphQLScalarType({
    name: 'DateTime',
    parseValue: parseDateTime,
    parseLiteral: (node) => parseDateTime(literal(node)),
    serialize: (value) => (value instanceof Date ? value : new Date(value as string)).toISOString(),
  }),
  Date: new GraphQLScalarType({
    name: 'Date',
    parseValue: parseDate,
    parseLiteral: (node) => parseDate(literal(node)),
    serialize: String,
  }),
  UUID: new GraphQLScalarType({
    name: 'UUID',
    parseValue: parseUuid,
    parseLiteral: (node) => parseUuid(literal(node)),
    serialize: String,
  }),
  JSON: new GraphQLScalarType({ name: 'JSON', serialize: (value) => value }),
}
