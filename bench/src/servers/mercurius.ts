import Fastify from 'fastify'
import mercurius from 'mercurius'
import type { AddressInfo } from 'node:net'
import { resolvers, typeDefs } from './plain-schema.ts'

/** A peer: Mercurius on Fastify with graphql-jit. */
const app = Fastify()
await app.register(mercurius, { schema: typeDefs, resolvers: resolvers as never, jit: 1, path: '/*' })
await app.listen({ port: 0, host: '127.0.0.1' })
process.send!({ port: (app.server.address() as AddressInfo).port })
process.on('SIGTERM', () => process.exit(0))
