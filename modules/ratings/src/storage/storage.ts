import { Ratings } from './migrations/0001-ratings.migration.ts'
import {
  Invitation,
  RatedObject,
  Rating,
  Tally,
  type ObjectTable,
  type InvitationTable,
  type RatingTable,
  type TallyTable,
} from './ratings.entity.ts'

export const storage = {
  schema: 'ratings',
  entities: [RatedObject, Invitation, Rating, Tally],
  migrations: [{ name: '0001-ratings', class: Ratings }],
}

export interface Tables {
  object: ObjectTable
  invitation: InvitationTable
  rating: RatingTable
  tally: TallyTable
}
