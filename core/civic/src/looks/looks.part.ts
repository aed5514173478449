import { Directory, Looks } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { CityLooks } from './city-looks.ts'

/** Who has opened whose case. */
export const looksPart: Part = {
  services: (scope) => {
    scope.bind(Looks, () => new CityLooks({ db: scope.db, directory: () => scope.get(Directory) }))
  },
}
