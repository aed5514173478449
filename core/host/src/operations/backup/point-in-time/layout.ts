import { z } from '@vmeste/sdk'
import type { StoredCopy } from '../targets/target.ts'

/** Everything of this kind lies below it, apart from the daily copies. */
export const root = 'point-in-time/'

/**
 * One base copy and what the database wrote from its beginning on; sealed with one key of its own, which is sealed as
 * the operator said. It is kept and goes as a whole.
 */
export interface ChainPlace {
  /** Number of the database cluster: a new town's never mixes with an old one's. */ readonly system: string
  /** Its beginning in UTC. */ readonly chain: string
}

const stamp = /^\d{8}T\d{9}Z$/
export const stampOf = (at: Date): string => at.toISOString().replaceAll(/[-:.]/g, '')
export function momentOfStamp(text: string): Date {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(text)
  if (!found) throw new Error(`"${text.slice(0, 40)}" is no stamp`)
  const [, year, month, day, hour, minute, second, ms] = found
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
}

export const placeOf = ({ system, chain }: ChainPlace): string => `${root}${system}/${chain}/`
export const namesIn = (place: ChainPlace) => ({
  key: `${placeOf(place)}key`,
  base: `${placeOf(place)}base`,
  manifest: `${placeOf(place)}base.json`,
  /** @param sum of the segment, so that the same one sent twice is one and two different ones are seen */
  log: (segment: string, sum: string) => `${placeOf(place)}log/${segment}-${sum.slice(0, 16)}`,
  files: (at: Date) => `${placeOf(place)}files/${stampOf(at)}`,
})

/** What stands beside a base once it is whole. Nothing in it is anybody's. */
export const manifestSchema = z.object({
  version: z.literal(1),
  system: z.string().regex(/^\d{1,20}$/),
  chain: z.string().regex(stamp),
  platform: z.string().max(50),
  postgres: z.string().max(50),
  /** Null: not sealed, because somebody said so. */
  recipient: z.string().max(200).nullable(),
  timeline: z.int().min(1),
  segmentBytes: z.int().min(1_048_576),
  /** First and last segment without which the base is no database. */
  first: z.string().regex(/^[0-9A-F]{24}$/),
  last: z.string().regex(/^[0-9A-F]{24}$/),
  /** A moment before this cannot be had from it. */
  begun: z.iso.datetime(),
  whole: z.iso.datetime(),
  bytes: z.int().min(1),
})
export type BaseManifest = z.infer<typeof manifestSchema>

export interface Chain extends ChainPlace {
  readonly isWhole: boolean
  readonly hasKey: boolean
  readonly logs: readonly { readonly name: string; readonly segment: string; readonly bytes: number }[]
  readonly files: readonly { readonly name: string; readonly at: Date; readonly bytes: number }[]
  /** Every name below it. */
  readonly names: readonly string[]
}

/** The chains of a listing, in the order of their beginning. Names that are not ours are not in it. */
export function chainsOf(copies: readonly StoredCopy[]): Chain[] {
  const found = new Map<string, { place: ChainPlace; copies: StoredCopy[] }>()
  for (const copy of copies) {
    const [, system, chain] = /^point-in-time\/(\d{1,20})\/(\d{8}T\d{9}Z)\//.exec(copy.name) ?? []
    if (!system || !chain) continue
    const key = `${system}/${chain}`
    const there = found.get(key) ?? { place: { system, chain }, copies: [] }
    there.copies.push(copy)
    found.set(key, there)
  }
  return [...found.values()]
    .map(({ place, copies: own }) => chainFrom(place, own))
    .sort((one, other) => (one.chain < other.chain ? -1 : 1))
}

function chainFrom(place: ChainPlace, copies: readonly StoredCopy[]): Chain {
  const names = namesIn(place)
  const below = placeOf(place)
  const logs: Chain['logs'][number][] = [],
    files: Chain['files'][number][] = [],
    ours: string[] = []
  for (const { name, bytes } of copies) {
    const rest = name.slice(below.length)
    const log = /^log\/([0-9A-F]{24}|[0-9A-F]{8}\.history)-[0-9a-f]{16}$/.exec(rest)
    if (log) logs.push({ name, segment: log[1]!, bytes })
    else if (/^files\/\d{8}T\d{9}Z$/.test(rest))
      files.push({ name, at: momentOfStamp(rest.slice('files/'.length)), bytes })
    else if (![names.key, names.base, names.manifest].includes(name)) continue
    ours.push(name)
  }
  return {
    ...place,
    isWhole: ours.includes(names.manifest),
    hasKey: ours.includes(names.key),
    logs,
    files,
    names: ours,
  }
}
