import { exportTable, importTable, tableImports, undoImport } from '@vmeste/sdk'
import type { EachSource, ImportInput, ResolverMap } from '@vmeste/sdk'
import { answerComment, hideComment, showComment } from '../comments/change-comment.ts'
import { publicComments, ratingComments } from '../comments/list-comments.ts'
import type { RatingsCtx } from '../ctx.ts'
import { registerTable } from '../register/register-table.ts'
import { ratedRegister, saveRatedObject } from '../register/save-object.ts'
import { myRating } from '../rate/my-rating.ts'
import { rate } from '../rate/rate.ts'
import { ratingForm, ratingFormFor } from '../rate/rating-form.ts'
import { ratedObject, ratedObjects } from '../show/rated-objects.ts'
import { loadersOf } from '../show/standings.ts'
import { changeOf, givenView, trendOf, type ObjectView } from '../show/views.ts'

/** An object by its code and name alone. */
async function nameOf(ctx: RatingsCtx, code: string) {
  const { register } = await loadersOf(ctx).standings()
  const object = register.byCode.get(code)
  return { code, kind: object?.kind ?? 'UNIT', title: object ? ctx.say(object.title) : code }
}
const named = {
  object: ({ objectCode }: { objectCode: string }, _: unknown, ctx: RatingsCtx) => nameOf(ctx, objectCode),
}

export const resolvers: ResolverMap = {
  Query: {
    ratedObjects: (_: unknown, args: unknown, ctx: RatingsCtx) => ratedObjects(ctx, args),
    ratedObject: (_: unknown, { code }: { code: string }, ctx: RatingsCtx) => ratedObject(ctx, code),
    ratingForm: (_: unknown, { token }: { token: string }, ctx: RatingsCtx) => ratingForm(ctx, token),
    ratingFormFor: (_: unknown, args: { subject: string; access?: string | null }, ctx: RatingsCtx) =>
      ratingFormFor(ctx, args),
    ratingComments: (_: unknown, args: unknown, ctx: RatingsCtx) => ratingComments(ctx, args),
    ratedRegister: (_: unknown, __: unknown, ctx: RatingsCtx) => ratedRegister(ctx),
    ratedTable: async (_: unknown, __: unknown, ctx: RatingsCtx) => exportTable(ctx, await registerTable(ctx)),
    ratedImports: (_: unknown, __: unknown, ctx: RatingsCtx) => tableImports(ctx, { name: 'ratings:RatedObject' }),
  },
  Mutation: {
    rate: (_: unknown, { input }: { input: unknown }, ctx: RatingsCtx) => rate(ctx, input),
    answerComment: (_: unknown, args: { id: string; text: string }, ctx: RatingsCtx) => answerComment(ctx, args),
    showComment: (_: unknown, args: { id: string }, ctx: RatingsCtx) => showComment(ctx, args),
    hideComment: (_: unknown, args: { id: string; reason: string }, ctx: RatingsCtx) => hideComment(ctx, args),
    saveRatedObject: (_: unknown, { input }: { input: unknown }, ctx: RatingsCtx) => saveRatedObject(ctx, input),
    importRatedObjects: async (_: unknown, args: ImportInput, ctx: RatingsCtx) =>
      importTable(ctx, await registerTable(ctx), args),
    undoRatedImport: async (_: unknown, { id }: { id: string }, ctx: RatingsCtx) =>
      undoImport(ctx, await registerTable(ctx), id),
  },
  RateableSubject: {
    serviceRating: async ({ subject }: EachSource, _: unknown, ctx: RatingsCtx) => {
      const row = await loadersOf(ctx).bySubject.load(subject)
      return row && givenView(ctx, row)
    },
  },
  RatedObject: {
    parent: ({ parentCode }: ObjectView, _: unknown, ctx: RatingsCtx) =>
      parentCode === null ? null : nameOf(ctx, parentCode),
    parts: async ({ code }: ObjectView, _: unknown, ctx: RatingsCtx) => {
      const { register } = await loadersOf(ctx).standings()
      return Promise.all(
        [...register.byCode.values()]
          .filter(({ parent, active }) => parent === code && active)
          .map((part) => nameOf(ctx, part.code)),
      )
    },
    trend: ({ code }: ObjectView, _: unknown, ctx: RatingsCtx) => trendOf(ctx, code),
    change: ({ code }: ObjectView, _: unknown, ctx: RatingsCtx) => changeOf(ctx, code),
    mine: ({ code }: ObjectView, _: unknown, ctx: RatingsCtx) => myRating(ctx, code),
    comments: ({ code }: ObjectView, args: unknown, ctx: RatingsCtx) => publicComments(ctx, code, args),
  },
  Rated: {
    object: ({ objectCode }: { objectCode: string }, _: unknown, ctx: RatingsCtx) => ratedObject(ctx, objectCode),
  },
  RatingForm: named,
  RatingComment: named,
  CommentAnswer: { by: ({ by }: { by: string | null }) => by ?? '' },
}
