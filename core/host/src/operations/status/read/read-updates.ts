import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { z } from '@vmeste/sdk'
import { isLater } from '../../../storage/opening/platform-version.ts'
import type { NewerVersion, UpdateFacts } from '../facts/facts.ts'

/** What runs here, by its version. */
export interface Installed {
  readonly platform: string
  /** Modules that were brought as packages, by id. */
  readonly modules: Readonly<Record<string, string>>
}

/** Less than a whole reading has, so that it is told as what it is. */
const patienceMs = 4_000
const mostBytes = 262_144

const version = z.string().regex(/^\d{1,6}(\.\d{1,6}){2}(-[\w.]{1,40})?$/)
const release = z.looseObject({ security: z.boolean().optional() })
const list = z.record(z.string().max(100), z.unknown())

/**
 * Asks a list of releases what is newer than what runs here. Nothing is sent but the question.
 *
 * @param address of a `releases.json`: `https://…`, or a file. Its keys are versions of the platform; below `modules`
 *   stand modules with versions of their own. A release with `"security": true` mends a hole.
 * @throws where it does not answer, or with something else
 */
export async function readUpdates(address: string, installed: Installed): Promise<UpdateFacts> {
  const { modules, ...own } = list.parse(JSON.parse(await textAt(address)))
  const ofModules = list.optional().parse(modules) ?? {}
  const newer = [
    newestOf('Vmeste', installed.platform, own),
    ...Object.entries(installed.modules).map(([id, has]) => newestOf(id, has, list.catch({}).parse(ofModules[id]))),
  ]
  return { configured: true, newer: newer.filter((each) => each !== undefined) }
}

function newestOf(name: string, has: string, releases: Readonly<Record<string, unknown>>): NewerVersion | undefined {
  const later = Object.entries(releases).filter(([key]) => version.safeParse(key).success && isLater(key, has))
  if (later.length === 0) return undefined
  const newest = later.map(([key]) => key).reduce((best, key) => (isLater(key, best) ? key : best))
  // a hole that an earlier one mends is open here as well
  return { name, has, newest, security: later.some(([, about]) => release.safeParse(about).data?.security === true) }
}

async function textAt(address: string): Promise<string> {
  const signal = AbortSignal.timeout(patienceMs)
  const source = /^https?:/.test(address) ? await answerOf(address, signal) : createReadStream(address, { signal })
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of source) {
    bytes += (part as Buffer).length
    if (bytes > mostBytes) throw Object.assign(new Error('a list of releases is shorter'), { code: 'TOO_LARGE' })
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}

async function answerOf(address: string, signal: AbortSignal): Promise<Readable> {
  const reply = await fetch(address, { signal, headers: { accept: 'application/json' } })
  if (!reply.ok || !reply.body) {
    await reply.body?.cancel()
    throw Object.assign(new Error('the list of releases is not there'), { code: `HTTP_${reply.status}` })
  }
  return Readable.fromWeb(reply.body)
}
