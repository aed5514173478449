/**
 * A host in a process of its own for the flood of transfers: two cities, built files, one photo. It tells its parent
 * how it is when asked.
 */
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { Router } from 'express'
import sharp from 'sharp'
import { Files } from '@vmeste/sdk'
import { createTestHost } from '@vmeste/testkit'
import { staticFiles } from '../../core/host/src/portal/static-files.ts'

/** How the host is. */
export interface TransferHostState {
  readonly url: string
  readonly picture: string
  readonly openFiles: number
  readonly residentBytes: number
  readonly complaints: readonly string[]
  readonly warnings: readonly string[]
}

const [postgres = '', folder = ''] = process.argv.slice(2)
const warnings: string[] = []
process.on('warning', (warning) => {
  warnings.push(`${warning.name} ${warning.message}`)
})
const assets = await staticFiles(folder)
const town = await createTestHost({
  postgres,
  now: new Date().toISOString(),
  host: { portal: async () => Router().use('/assets', assets) },
})
const id = randomUUID()
const photo = await sharp({
  create: {
    width: 1600,
    height: 1200,
    channels: 3,
    background: 'gray',
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  },
})
  .jpeg()
  .toBuffer()
await town.fetch(`/c/uzda/files/${id}`, { method: 'PUT', body: photo as RequestInit['body'] })
const [link] = await town.ctxIn('uzda', 'civic').use(Files).links([id])

function state(): TransferHostState {
  ;(globalThis as { gc?: () => void }).gc?.()
  const complaints = town.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 40)
  return {
    url: town.url,
    picture: link!.url,
    openFiles: readdirSync('/proc/self/fd').length,
    residentBytes: process.memoryUsage.rss(),
    complaints,
    warnings,
  }
}
process.on('message', (word) => {
  if (word === 'state') process.send?.(state())
  else void town.stop().then(() => process.exit(0))
})
process.send?.(state())
