import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useCity, useSender, useText, type ProblemData, type UsePhotos } from '@vmeste/web'
import { joinReportMutation, submitReportMutation, type SubmitReportInput } from '../operations.gen.ts'
import { factsOf } from './facts-of.ts'
import { newKey } from './new-key.ts'
import { refusalKind, type Refusal } from '../report/outcome-of.ts'
import type { Known, SentFacts } from '../types.ts'

export type Stage =
  | { readonly name: 'form' }
  | { readonly name: 'sent'; readonly facts: SentFacts }
  | { readonly name: 'queued'; readonly key: string }
  | { readonly name: 'duplicate'; readonly candidates: readonly Known[] }
  | { readonly name: 'elsewhere'; readonly turned: Turned | undefined; readonly city: CityThere | undefined }
  | { readonly name: 'call'; readonly phone: string; readonly topic: string }

type Turned = NonNullable<Refusal['turned']>
type CityThere = NonNullable<Refusal['city']>

export interface Reporting {
  readonly stage: ShallowRef<Stage>
  readonly busy: Ref<boolean>
  readonly problem: ShallowRef<ProblemData | undefined>
  /**
   * Sends a report; `title` is what a list of waiting things calls it. True when it needs nothing more from the person.
   */
  readonly submit: (input: SubmitReportInput, photos: UsePhotos, title: string) => Promise<boolean>
  /** «Тоже вижу» */
  readonly join: (report: Known, title: string) => Promise<boolean>
  /** What the queue has sent meanwhile. */
  readonly arrived: (facts: SentFacts) => void
  /** Back to an empty form, whose address inside the city is `at`. */
  readonly restart: (at: string) => void
}

/** After this the photos go with the queue: nobody should look at a spinner because of a weak network. */
const patience = 25_000

/**
 * From the form to whatever the city answers, with and without a network; the same for QR codes and for any other
 * place.
 */
export function useReporting(): Reporting {
  const reports = useSender(submitReportMutation)
  const joins = useSender(joinReportMutation)
  const { path } = useCity()
  const { say } = useText('appeals')
  const stage = shallowRef<Stage>({ name: 'form' })
  const busy = ref(false)
  const problem = shallowRef<ProblemData>()
  const joinKeys = new Map<string, string>()

  const moveTo = (inside: string): void => {
    history.replaceState({ ...(history.state as object), current: path(inside) }, '', path(inside))
  }
  const sent = (facts: SentFacts | undefined): boolean => {
    if (!facts) return false
    stage.value = { name: 'sent', facts }
    // reloaded or come back to, the address now opens what was sent instead of an empty form
    moveTo(`/t/${facts.secret}/sent`)
    return true
  }
  const refused = (refusal: Refusal): false => {
    const kind = refusalKind(refusal)
    if (kind === 'duplicate') stage.value = { name: 'duplicate', candidates: refusal.candidates! }
    else if (kind === 'call') stage.value = { name: 'call', phone: refusal.phone!, topic: refusal.topic?.title ?? '' }
    else if (kind === 'elsewhere')
      stage.value = { name: 'elsewhere', turned: refusal.turned ?? undefined, city: refusal.city ?? undefined }
    else problem.value = refusal
    return false
  }
  const alone = async (work: () => Promise<boolean>): Promise<boolean> => {
    if (busy.value) return false
    busy.value = true
    problem.value = undefined
    try {
      return await work()
    } catch {
      problem.value = { code: 'NOT_SENT', message: say('queued.failed') }
      return false
    } finally {
      busy.value = false
    }
  }
  return {
    stage,
    busy,
    problem,
    arrived: (facts) => {
      sent(facts)
    },
    restart: (at) => {
      stage.value = { name: 'form' }
      problem.value = undefined
      moveTo(at)
    },
    submit: (input, photos, title) =>
      alone(async () => {
        await Promise.race([photos.settle(), new Promise((resolve) => setTimeout(resolve, patience))])
        const good = photos.photos.value.filter(({ state }) => state !== 'refused')
        const outcome = await reports.send({
          key: input.submissionKey,
          variables: { input: { ...input, photos: good.map(({ id }) => id) } },
          photos: good,
          title,
        })
        if (outcome.state === 'refused') return refused(outcome.problem)
        if (outcome.state === 'queued') {
          stage.value = { name: 'queued', key: input.submissionKey }
          return true
        }
        return sent(factsOf(outcome.data))
      }),
    join: (report, title) =>
      alone(async () => {
        const key = joinKeys.get(report.id) ?? newKey()
        joinKeys.set(report.id, key)
        const outcome = await joins.send({
          key,
          variables: { input: { report: report.id, submissionKey: key } },
          title,
        })
        if (outcome.state === 'refused') return refused(outcome.problem)
        if (outcome.state === 'queued') {
          stage.value = { name: 'queued', key }
          return true
        }
        return sent(factsOf(outcome.data))
      }),
  }
}
