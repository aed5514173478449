import { Ratings } from './migrations/0001-ratings.ts'
import { Invitation, RatedObject, Rating, Tally } from './ratings.entity.ts'

export const storage = {
  schema: 'ratings',
  entities: [RatedObject, Invitation, Rating, Tally],
  migrations: [{ name: '0001-ratings', class: Ratings }],
}
