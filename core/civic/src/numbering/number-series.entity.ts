import { defineEntity, p } from '@vmeste/sdk/storage'

/** The last number given out in a series; a row is made with the first one. */
export const NumberSeriesEntity = defineEntity({
  name: 'NumberSeries',
  schema: 'civic',
  tableName: 'number_series',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    series: p.text().primary(),
    year: p.integer().primary(),
    last: p.integer(),
  },
})
