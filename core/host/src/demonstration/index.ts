/** The public entry of `@vmeste/host/demonstration`. */
export { demonstrationHoldings, removeDemonstration, type DemonstrationCity, type DemonstrationHoldings, type DemonstrationParts } from './remove-demonstration.ts'
