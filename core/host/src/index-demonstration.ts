/** The public entry of `@vmeste/host/demonstration`. */
export {
  demonstrationHoldings,
  removeDemonstration,
  type DemonstrationHoldings,
} from './operations/demonstration/remove-demonstration.ts'
