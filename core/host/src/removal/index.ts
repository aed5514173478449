/** The public entry of `@vmeste/host/removal`. */
export { holdingsOfCity, removeCity, type HoldingsOfCity, type RemovalSteps, type RemovedCity } from './remove-city.ts'
export { exportCity, type CityExport } from './export-city.ts'
