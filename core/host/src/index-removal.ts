/** The public entry of `@vmeste/host/removal`. */
export {
  holdingsOfCity,
  removeCity,
  type HoldingsOfCity,
  type RemovalSteps,
  type RemovedCity,
} from './operations/removal/remove-city.ts'
export { exportCity, type CityExport } from './operations/removal/export-city.ts'
