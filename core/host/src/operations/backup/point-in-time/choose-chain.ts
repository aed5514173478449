import { text } from 'node:stream/consumers'
import { VmesteError } from '@vmeste/sdk'
import type { BackupTarget } from '../targets/target.ts'
import { chainsOf, manifestSchema, namesIn, root, type BaseManifest, type Chain } from './layout.ts'
import { isHistory, isSegment, nextSegment, numberOf, timelineOf } from './segments.ts'

/** What a moment is restored from. */
export interface Chosen {
  readonly base: Chain
  readonly manifest: BaseManifest
  /** Chains in which log and files may be that come after the base, the base's own first. */
  readonly chains: readonly Chain[]
}

/**
 * The newest whole base from which a moment can be had.
 *
 * @param at undefined: the latest there is
 * @throws VmesteError `VMESTE_PITR_NOTHING`, `VMESTE_PITR_TOO_EARLY`
 */
export async function chooseChain(target: BackupTarget, at: Date | undefined): Promise<Chosen> {
  const chains = chainsOf(await target.list(root))
  const whole = await wholeBases(target, chains)
  if (whole.length === 0)
    throw new VmesteError(
      'VMESTE_PITR_NOTHING',
      `${target.place} holds no whole base copy of an embedded database. Where it holds daily copies, name one: --copy latest`,
    )
  const found = whole.filter(({ manifest }) => !at || new Date(manifest.whole) <= at).at(-1)
  if (!found)
    throw new VmesteError(
      'VMESTE_PITR_TOO_EARLY',
      `The earliest moment that ${target.place} can give is ${whole[0]!.manifest.whole}. For an earlier one name a daily copy: --copy 2026-11-29`,
    )
  const next = whole.find(({ base }) => base.system === found.base.system && base.chain > found.base.chain)
  return {
    ...found,
    chains: chains.filter(
      ({ system, chain }) =>
        system === found.base.system && chain >= found.base.chain && !(next && chain > next.base.chain),
    ),
  }
}

async function wholeBases(
  target: BackupTarget,
  chains: readonly Chain[],
): Promise<{ base: Chain; manifest: BaseManifest }[]> {
  const whole: { base: Chain; manifest: BaseManifest }[] = []
  for (const base of chains.filter(({ isWhole }) => isWhole))
    whole.push({ base, manifest: await readManifest(target, base) })
  return whole
}

/** From when on each whole base copy gives any moment, the oldest first. */
export const baseMoments = async (target: BackupTarget): Promise<Date[]> =>
  (await wholeBases(target, chainsOf(await target.list(root)))).map(({ manifest }) => new Date(manifest.whole))

async function readManifest(target: BackupTarget, chain: Chain): Promise<BaseManifest> {
  try {
    return manifestSchema.parse(JSON.parse(await text(await target.read(namesIn(chain).manifest))))
  } catch (cause) {
    if (cause instanceof VmesteError) throw cause
    throw new VmesteError(
      'VMESTE_BACKUP_DAMAGED',
      `The note on the base copy ${chain.chain} cannot be read. Take a daily copy: vmeste restore <file>`,
      { cause },
    )
  }
}

/** One piece of log in the target and the chain whose key opens it. */
export interface LogPiece {
  readonly chain: Chain
  readonly name: string
  readonly segment: string
}

/**
 * The log from a base on, whole: each timeline without a hole from where it begins. What comes after a hole is left
 * out, and so is what two histories have written under one name: nobody can tell which of them is meant.
 *
 * @throws VmesteError `VMESTE_BACKUP_DAMAGED` when the log of the base itself is not there
 */
export function logFrom({ manifest, chains }: Pick<Chosen, 'manifest' | 'chains'>): {
  pieces: LogPiece[]
  hole: string | undefined
} {
  const all = chains
    .flatMap((chain) => chain.logs.map(({ name, segment }): LogPiece => ({ chain, name, segment })))
    .sort((one, other) => (one.segment < other.segment ? -1 : 1))
  const bySegment = new Map<string, LogPiece>()
  const twofold = new Set<string>()
  for (const piece of all) {
    const twin = bySegment.get(piece.segment)
    if (twin && twin.name.split('-').at(-1) !== piece.name.split('-').at(-1)) twofold.add(piece.segment)
    bySegment.set(piece.segment, piece)
  }
  for (const segment of twofold) bySegment.delete(segment)
  const pieces = [...bySegment.values()].filter(({ segment }) => isHistory(segment))
  const place = (segment: string): bigint => numberOf(segment, manifest.segmentBytes)
  let hole: string | undefined
  for (const timeline of new Set([...bySegment.keys()].filter(isSegment).map(timelineOf))) {
    if (timeline < manifest.timeline) continue
    const own = [...bySegment.values()].filter(
      ({ segment }) =>
        isSegment(segment) &&
        timelineOf(segment) === timeline &&
        (timeline > manifest.timeline || place(segment) >= place(manifest.first)),
    )
    let wanted = timeline === manifest.timeline ? manifest.first : own[0]?.segment
    for (const piece of own) {
      if (piece.segment !== wanted) {
        hole ??= wanted
        break
      }
      pieces.push(piece)
      wanted = nextSegment(piece.segment, manifest.segmentBytes)
    }
  }
  if (!pieces.some(({ segment }) => segment === manifest.last))
    throw damaged(`the log that belongs to the base copy ${manifest.chain} is not all there`)
  return { pieces, hole }
}

const damaged = (why: string): VmesteError =>
  new VmesteError(
    'VMESTE_BACKUP_DAMAGED',
    `The base copy cannot be used: ${why}. Take an earlier moment, or a daily copy: vmeste restore <file>`,
  )
