import { computed, type ComputedRef } from 'vue'
import { useMutation, type ProblemData } from '@vmeste/web'
import { coverMyWordsMutation, uncoverMyWordsMutation } from '../operations.gen.ts'
import type { Tracked } from '../types.ts'
import { useCovers, type UseCovers } from './use-covers.ts'

/** Whoever reported covers their own words, through the secret link. */
export function useMyCovers(
  report: () => Tracked,
  secret: string,
  changed: (report: Tracked) => void,
  told: (text: string, undo: () => void) => void,
): UseCovers & { readonly problem: ComputedRef<ProblemData | undefined> } {
  const lay = useMutation(coverMyWordsMutation)
  const lift = useMutation(uncoverMyWordsMutation)
  const heard = (done: { readonly __typename: string } | null | undefined): Tracked | undefined => {
    if (done?.__typename !== 'TrackedReport') return undefined
    changed(done as Tracked)
    return done as Tracked
  }
  const covers = useCovers({
    report,
    by: 'author',
    lay: async ({ part, step = null }, { from, to }) =>
      heard((await lay.run({ secret, part, step, from, to }))?.coverMyWords),
    lift: async (cover) => heard((await lift.run({ secret, cover }))?.uncoverMyWords),
    told,
  })
  return { ...covers, problem: computed(() => lay.problem.value ?? lift.problem.value) }
}
