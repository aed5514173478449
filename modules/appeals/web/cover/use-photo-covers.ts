import { computed, shallowRef, type ComputedRef } from 'vue'
import { useMutation, useText, type ProblemData } from '@vmeste/web'
import {
  coverMyPhotoMutation,
  coverPhotoMutation,
  uncoverMyPhotoMutation,
  uncoverPhotoMutation,
} from '../operations.gen.ts'
import type { FullReport, Tracked } from '../types.ts'
import type { Area } from './photo-area.ts'

/** An area that others do not see; without an id it is on its way. */
export interface CoveredArea extends Area {
  readonly id?: string
  readonly by: 'staff' | 'author'
}
interface Covers {
  readonly covers: readonly (Area & { readonly id: string; readonly byAuthor: boolean })[]
}
interface Photo extends Covers {
  readonly id: string
}
export interface PhotoCovers {
  readonly on: (photo: Photo) => readonly CoveredArea[]
  readonly cover: (photo: string, area: Area) => void
  readonly uncover: (photo: string, id: string) => void
  /** Once everything that was touched has reached the server. */
  readonly settled: () => Promise<void>
  readonly problem: ComputedRef<ProblemData | undefined>
}

interface Covering {
  readonly by: 'staff' | 'author'
  /** Sends it; gives the photos afterwards, or nothing where it was refused. */
  readonly lay: (photo: string, area: Area) => Promise<readonly Photo[] | undefined>
  readonly lift: (id: string) => Promise<readonly Photo[] | undefined>
  /** Something has been covered or shown again, and how to take that back. */
  readonly told: (text: string, undo: () => void) => void
}

const close = (one: Area, other: Area): boolean =>
  Math.abs(one.x - other.x) + Math.abs(one.y - other.y) < 0.001 &&
  Math.abs(one.width - other.width) + Math.abs(one.height - other.height) < 0.001

/** Covering areas of photos: seen at once, sent one after the other, taken back by `undo`. */
function usePhotoCovers({ by, lay, lift, told }: Covering): Omit<PhotoCovers, 'problem'> {
  const { say } = useText('appeals')
  const coming = shallowRef<readonly (Area & { readonly photo: string })[]>([])
  const going = shallowRef<readonly string[]>([])
  let queue: Promise<unknown> = Promise.resolve()
  const after = <Done>(work: () => Promise<Done>): Promise<Done> => {
    const done = queue.then(work)
    queue = done
    return done
  }
  const cover = (photo: string, area: Area, quiet = false): void => {
    const one = { ...area, photo }
    coming.value = [...coming.value, one]
    const laid = after(async () => {
      const photos = await lay(photo, area)
      coming.value = coming.value.filter((each) => each !== one)
      return photos?.find(({ id }) => id === photo)?.covers.findLast((each) => close(each, area))?.id
    })
    if (quiet) return
    told(say('cover.covered'), () => {
      void laid.then((id) => {
        if (id) uncover(photo, id, undefined)
      })
    })
  }
  const uncover = (photo: string, id: string, was: Area | undefined): void => {
    if (going.value.includes(id)) return
    going.value = [...going.value, id]
    const lifted = after(async () => {
      const photos = await lift(id)
      going.value = going.value.filter((each) => each !== id)
      return photos
    })
    if (!was) return
    told(say('cover.uncovered'), () => {
      void lifted.then((photos) => {
        if (photos) cover(photo, was, true)
      })
    })
  }
  const known = new Map<string, Area>()
  return {
    on: ({ id: photo, covers }) => {
      for (const one of covers) known.set(one.id, one)
      return [
        ...covers
          .filter(({ id }) => !going.value.includes(id))
          .map(({ id, x, y, width, height, byAuthor }) => ({
            ...{ id, x, y, width, height },
            by: byAuthor ? ('author' as const) : ('staff' as const),
          })),
        ...coming.value.filter((one) => one.photo === photo).map((one) => ({ ...one, by })),
      ]
    },
    cover,
    uncover: (photo, id) => {
      uncover(photo, id, known.get(id))
    },
    settled: async () => {
      await queue
    },
  }
}

type Done = { readonly __typename: string } | null | undefined

/** Staff cover areas of the photos of a report. */
export function useStaffPhotoCovers(
  report: () => FullReport,
  changed: (report: FullReport) => void,
  told: (text: string, undo: () => void) => void,
): PhotoCovers {
  const [lay, lift] = [useMutation(coverPhotoMutation), useMutation(uncoverPhotoMutation)]
  const heard = (done: Done): readonly Photo[] | undefined => {
    if (done?.__typename !== 'Report') return undefined
    const after = done as FullReport
    changed(after)
    return [...after.photosBefore, ...after.photosAfter]
  }
  const covers = usePhotoCovers({
    by: 'staff',
    lay: async (photo, { x, y, width, height }) =>
      heard((await lay.run({ report: report().id, photo, area: { x, y, width, height } }))?.coverPhoto),
    lift: async (cover) => heard((await lift.run({ report: report().id, cover }))?.uncoverPhoto),
    told,
  })
  return { ...covers, problem: computed(() => lay.problem.value ?? lift.problem.value) }
}

/** Whoever reported covers their own photos, through the secret link. */
export function useMyPhotoCovers(
  secret: string,
  changed: (report: Tracked) => void,
  told: (text: string, undo: () => void) => void,
): PhotoCovers {
  const [lay, lift] = [useMutation(coverMyPhotoMutation), useMutation(uncoverMyPhotoMutation)]
  const heard = (done: Done): readonly Photo[] | undefined => {
    if (done?.__typename !== 'TrackedReport') return undefined
    changed(done as Tracked)
    return (done as Tracked).myPhotos
  }
  const covers = usePhotoCovers({
    by: 'author',
    lay: async (photo, { x, y, width, height }) =>
      heard((await lay.run({ secret, photo, area: { x, y, width, height } }))?.coverMyPhoto),
    lift: async (cover) => heard((await lift.run({ secret, cover }))?.uncoverMyPhoto),
    told,
  })
  return { ...covers, problem: computed(() => lay.problem.value ?? lift.problem.value) }
}
