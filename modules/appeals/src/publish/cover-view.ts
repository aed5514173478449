import { author, type Covering } from './covers-of.ts'

/** Covers as the graph tells of them: on the answer and the plan by their names, on other steps by the step. */
export const coverViews = (covers: readonly Covering[]) =>
  covers.map(({ id, part, step, from, to, actor, at, kind, last }) => ({
    id,
    part: last && kind === 'ANSWERED' ? 'ANSWER' : last && kind === 'PLANNED' ? 'PLAN' : part,
    step,
    from,
    to,
    at,
    byAuthor: actor === author,
  }))
