import type { GraphQLSchema } from 'graphql'
import { civicPlugin } from '@vmeste/civic'
import { composeSchema } from '@vmeste/host'
import type { Plugin } from '@vmeste/sdk'
import { Untried } from '../rule.ts'

/**
 * The graph of a city in which exactly these modules are on.
 *
 * @throws Untried where they do not compose, which is another rule's to say
 */
export function graphOf(modules: readonly Plugin[]): GraphQLSchema {
  try {
    return composeSchema([civicPlugin(), ...modules])
  } catch (error) {
    throw new Untried('bronze/composes', error)
  }
}
