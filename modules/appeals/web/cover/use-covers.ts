import { shallowRef } from 'vue'
import { useText } from '@vmeste/web'
import { coveredOn, type Covers, type Place } from './covered-on.ts'
import type { Covered, Stretch } from './words.ts'

export interface UseCovers {
  readonly on: (place: Place) => readonly Covered[]
  readonly cover: (place: Place, stretch: Stretch) => void
  readonly uncover: (id: string) => void
  /** Once everything that was touched has reached the server. */
  readonly settled: () => Promise<void>
}

interface Covering {
  /** The one report, as it stands. */
  readonly report: () => Covers
  /** Whose covers these are. */
  readonly by: 'staff' | 'author'
  /** Sends it; gives the report afterwards, or nothing where it was refused. */
  readonly lay: (place: Place, stretch: Stretch) => Promise<Covers | undefined>
  readonly lift: (id: string) => Promise<Covers | undefined>
  /** Something has been covered or shown again, and how to take that back. */
  readonly told: (text: string, undo: () => void) => void
}

/** Covering the words of one report: seen at once, sent one after the other, taken back by `undo`. */
export function useCovers({ report, by, lay, lift, told }: Covering): UseCovers {
  const { say } = useText('appeals')
  const coming = shallowRef<readonly (Place & Stretch)[]>([])
  const going = shallowRef<readonly string[]>([])
  let queue: Promise<unknown> = Promise.resolve()
  const after = <Done>(work: () => Promise<Done>): Promise<Done> => {
    const done = queue.then(work)
    queue = done
    return done
  }
  // told at the touch, not at the answer: what is taken back is what was touched last
  const cover = (place: Place, { from, to }: Stretch, quiet = false): void => {
    const one = { ...place, from, to }
    coming.value = [...coming.value, one]
    const laid = after(async () => {
      const covered = await lay(place, one)
      coming.value = coming.value.filter((each) => each !== one)
      return covered?.covers.findLast((each) => each.from === from && each.to === to)?.id
    })
    if (quiet) return
    told(say('cover.covered'), () => {
      void laid.then((id) => {
        if (id) uncover(id, true)
      })
    })
  }
  const uncover = (id: string, quiet = false): void => {
    const was = report().covers.find((each) => each.id === id)
    if (going.value.includes(id)) return
    going.value = [...going.value, id]
    const lifted = after(async () => {
      const shown = await lift(id)
      going.value = going.value.filter((each) => each !== id)
      return shown
    })
    if (quiet || !was) return
    told(say('cover.uncovered'), () => {
      void lifted.then((shown) => {
        if (shown) cover(was.step ? { part: 'NOTE', step: was.step } : { part: was.part }, was, true)
      })
    })
  }
  return {
    on: (place) => [
      ...coming.value
        .filter((one) => one.part === place.part && (one.step ?? null) === (place.step ?? null))
        .map(({ from, to }): Covered => ({ from, to, by })),
      ...coveredOn(report(), place).filter(({ id }) => id === undefined || !going.value.includes(id)),
    ],
    cover,
    uncover,
    settled: async () => {
      await queue
    },
  }
}
