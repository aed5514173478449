import { parse, validate, type GraphQLSchema } from 'graphql'

/** Why a graph does not answer a document; nothing when it does. */
export const misfitOf = (schema: GraphQLSchema, document: string): string | undefined =>
  validate(schema, parse(document))[0]?.message
