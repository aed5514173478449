import { Numbering } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { CityNumbering } from './city-numbering.ts'
import { NumberSeriesEntity } from './number-series.entity.ts'
import { NumberingMigration } from './numbering.migration.ts'

export const numberingPart: Part = {
  entities: [NumberSeriesEntity],
  migrations: [{ name: '0001-numbering', class: NumberingMigration }],
  lends: [{ port: Numbering, functions: ['next_number'] }],
  services: (scope) => {
    scope.bind(Numbering, () => new CityNumbering(scope.city, scope.clock))
  },
}
