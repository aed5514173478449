import { Ratings } from './migrations/0001-ratings.migration.ts'
import { AnsweredByKey } from './migrations/0002-answered-by-key.migration.ts'
import { WaitingIndex } from './migrations/0003-waiting-index.migration.ts'
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
  migrations: [
    { name: '0001-ratings', class: Ratings },
    { name: '0002-answered-by-key', class: AnsweredByKey },
    { name: '0003-waiting-index', class: WaitingIndex },
  ],
}

export interface Tables {
  object: ObjectTable
  invitation: InvitationTable
  rating: RatingTable
  tally: TallyTable
}
