import { VmesteError, type Plugin, type Subscription, type Text } from '@vmeste/sdk'
import { stageTexts, type RestingStage } from './stage-texts.ts'

/** What a module hears, by name: enough to set its events aside while none of its code runs. */
export type Hears = Pick<Subscription, 'name' | 'type' | 'each'>

/**
 * A module that this start does without: it is in no city's graph, routes, events or jobs, and its events wait. The
 * next start tries again.
 */
export interface RestingModule {
  readonly id: string
  readonly title: Text
  readonly summary: Text
  readonly stage: RestingStage
  /** `VMESTE_MIGRATION_FAILED` */
  readonly code: `VMESTE_${string}`
  /** The migration or the file of the package that it failed at. */
  readonly file: string
  /** What went wrong, on one line. */
  readonly reason: string
  readonly remedy: string
  readonly hears: readonly Hears[]
}

export interface RestingFault {
  readonly stage: RestingStage
  readonly file: string
  readonly error: unknown
}

/** What can be said of a module before, or without, its code. */
export type KnownModule = Pick<RestingModule, 'id' | 'title' | 'summary' | 'hears'>

export const knownOf = ({ id, title, summary, subscribes = [] }: Plugin): KnownModule => ({
  id,
  title,
  summary,
  hears: subscribes,
})

export const restingModule = (
  { id, title, summary, hears }: KnownModule,
  { stage, file, error }: RestingFault,
): RestingModule => ({
  id,
  title,
  summary,
  hears,
  stage,
  file,
  code: codeOf(error),
  reason: oneLine(error),
  remedy: `add a version that is mended (vmeste add), or take it out (vmeste remove ${id}); the next start tries again`,
})

/** For the log and the table at start. */
export const restingLine = ({ code, file, reason, remedy }: RestingModule): string =>
  `rests: ${code} at ${file}: ${reason} To do: ${remedy}`

/**
 * Why, for a city's administrator: in their language what it is, and then the words that whoever runs the platform
 * needs.
 */
export const restingText = ({ stage, file, reason }: RestingModule): Text => {
  const { ru, be, en } = stageTexts[stage]
  const words = `${file}: ${reason}`
  return { ru: `${ru} ${words}`, be: `${be} ${words}`, en: `${en} ${words}` }
}

const codeOf = (error: unknown): `VMESTE_${string}` =>
  (error instanceof VmesteError ? error : new VmesteError('VMESTE_MODULE_BROKEN', 'a module threw')).code

function oneLine(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).split(/\s+/).join(' ').trim()
  const short = text.length > 600 ? `${text.slice(0, 599)}…` : text
  return /[.!?…]$/.test(short) ? short : `${short}.`
}
