import type {
  RatedObjectQuery,
  RatedObjectsQuery,
  RatedRegisterQuery,
  RatingCommentsQuery,
  RatingFormQuery,
} from './operations.gen.ts'

/** Shapes of this module's operations, by the words its pages use. */
export type Form = NonNullable<RatingFormQuery['ratingForm']>
export type Given = NonNullable<Form['given']>
export type Row = NonNullable<RatedObjectsQuery['ratedObjects']>['nodes'][number]
export type Rated = NonNullable<RatedObjectQuery['ratedObject']>
export type Comment = NonNullable<RatingCommentsQuery['ratingComments']>['nodes'][number]
export type Registered = NonNullable<RatedRegisterQuery['ratedRegister']>[number]
