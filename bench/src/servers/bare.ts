import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { runList, runSubmit } from './replay.ts'

/** The limit: node:http, pg, the statements, and JSON. */
const server = createServer((req, res) => {
  const chunks: Buffer[] = []
  req.on('data', (chunk: Buffer) => chunks.push(chunk))
  req.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { variables?: { input?: unknown } }
    const answer = body.variables?.input
      ? runSubmit().then((number) => ({ data: { submitReport: { number } } }))
      : runList().then((nodes) => ({ data: { reports: { nodes } } }))
    answer.then(
      (value) => {
        res.setHeader('content-type', 'application/json')
        res.end(JSON.stringify(value))
      },
      (error: unknown) => {
        res.statusCode = 500
        res.end(String(error))
      },
    )
  })
})
server.listen(0, () => process.send!({ port: (server.address() as AddressInfo).port }))
process.on('SIGTERM', () => process.exit(0))
