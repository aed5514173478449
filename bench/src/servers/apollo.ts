import { ApolloServer } from '@apollo/server'
import { expressMiddleware } from '@as-integrations/express5'
import express from 'express'
import type { AddressInfo } from 'node:net'
import { resolvers, typeDefs } from './plain-schema.ts'

/** A peer: Apollo Server 5 on Express 5 as its documentation shows it. */
const apollo = new ApolloServer({ typeDefs, resolvers, stopOnTerminationSignals: false })
await apollo.start()
const app = express()
app.use(express.json(), expressMiddleware(apollo))
const server = app.listen(0, () => process.send!({ port: (server.address() as AddressInfo).port }))
process.on('SIGTERM', () => process.exit(0))
